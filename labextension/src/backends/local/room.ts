/**
 * An interview of this browser as one tab knows it: its log up to some entry, as a document and as
 * what its events add up to. Commands are decided by the rules of a session, and what happened is
 * told in the words of a server.
 */
import { UUID } from '@lumino/coreutils';
import * as Y from 'yjs';
import { codeFile, fileIn, fileOfRoot, rootOf } from '../../contract/files';
import { templateOf } from '../../contract/languages';
import type { SessionCommand } from '../../contract/generated-events';
import type {
  ClientFrame,
  IAuthor,
  ILogPosition,
  IProgramFile,
  IUser,
  IWelcome,
  Language,
  ServerFrame
} from '../../contract/protocol';
import { cleanText } from '../../model/document/line-feeds';
import { SessionDoc } from '../../model/document/session-doc';
import { InterviewError } from '../../model/ports';
import { FILES_LIMIT } from '../../runner/limits';
import { SERVER_ITSELF, type IActor } from '../../session/actor';
import { commandOf } from '../../session/asking';
import { runningChecks } from '../../session/check-book';
import { demand, type IInterview } from '../../session/interview';
import { personIn, present } from '../../session/people-book';
import { perform } from '../../session/perform';
import { running } from '../../session/run-book';
import { filesBeside, firstText } from '../../session/starters';
import { frameFor } from '../../session/telling';
import * as view from '../../session/view';
import type { Entry, IChange, IRecord, News } from './database';
import { HERE, newcomer, ownerAs, toldHere, withPossible } from './policy';
import { after, begin, recordOf, replay } from './replay';
import { ALL_SEALED, isSealing, seal, unsealedAfter, type IUnsealed } from './sealing';

/** The checks that a tab is told of when it comes. */
const WELCOME_CHECKS = 50;
/** The most that a tab is told of what was noted. */
const WELCOME_SIGNALS = 200;

/** A command that a tab sends over its connection. */
export type Asked = ClientFrame | { type: 'update'; update: Uint8Array };

/** Whether somebody has the interview open in a tab. */
export type IsHere = (userId: string) => boolean;

export class LocalRoom {
  constructor(record: IRecord, entries: readonly Entry[]) {
    this._record = record;
    this._interview = begin(record);
    this._earlier = this._interview;
    this.doc.transact(() => entries.forEach(entry => this._read(entry)));
    this._record = record;
  }

  readonly doc = new Y.Doc();

  /** The newest entry that this tab has read. */
  get seq(): number {
    return this._record.seq;
  }

  get position(): ILogPosition {
    return { seq: this.seq, at: String(this.seq) };
  }

  /** The id of the file that is shown. */
  get shown(): string {
    return this._interview.folder.shown;
  }

  /** An entry of the log is read, in its turn; answers with the files that it writes in. */
  learn(entry: Entry): string[] {
    const roots: string[] = [];
    const look = ({ changed, beforeState, afterState }: Y.Transaction): void => {
      const isLonger = [...afterState].some(([client, clock]) => beforeState.get(client) !== clock);
      const found = [...this.doc.share].filter(([, type]) => isLonger && changed.has(type));
      roots.push(...found.map(([root]) => root));
    };
    this.doc.on('afterTransaction', look);
    this._read(entry);
    this.doc.off('afterTransaction', look);
    return roots.flatMap(root => fileOfRoot(root) ?? []);
  }

  isListed(file: string): boolean {
    return fileIn(this._interview.folder, file) !== undefined;
  }

  /** What a listener is told of an entry that was just read; null for nothing. */
  told(entry: Entry, listener: IAuthor, isHere: IsHere): ServerFrame | null {
    const person = personIn(this._interview.people, listener.id);
    if (!('event' in entry) || person === undefined) {
      return null;
    }
    const frame = frameFor(person, this._earlier, this._interview, entry, isHere);
    return frame && toldHere(frame);
  }

  /** Null for somebody who only looks at an interview that has ended. */
  user(userId: string, isHere: IsHere): IUser | null {
    const record = personIn(this._interview.people, userId);
    return record === undefined ? null : view.user(record, isHere(userId));
  }

  /**
   * Decides on several commands, each after the changes of those before it; the reasons of refusals
   * are added to `refusals`. `now` is in milliseconds.
   */
  decide(
    record: IRecord,
    unread: readonly Entry[],
    asked: readonly Asked[],
    user: IAuthor,
    now: number,
    refusals: ServerFrame[]
  ): IChange {
    const change = new Change(record, replay(this._interview, unread), now);
    for (const one of asked) {
      try {
        change.meet(user);
        change.make(one, user, news => this._documentAfter([...unread, ...news]));
      } catch (problem) {
        refusals.push(refusalOf(problem, one));
      }
    }
    this._seal(change, unread, now);
    return change.made;
  }

  /** The time of the first change of a text that is not sealed yet; null if all are. */
  get unsealedSince(): number | null {
    return this._unsealed.updates === 0 ? null : this._unsealed.since;
  }

  private _seal(change: Change, unread: readonly Entry[], now: number): void {
    const { news } = change.made;
    if (!isSealing(news, unsealedAfter(this._unsealed, unread), now)) {
      return;
    }
    seal(change, this._documentAfter([...unread, ...news]));
  }

  /** The document with these changes. */
  private _documentAfter(news: readonly News[]): Y.Doc {
    const updates = news.flatMap(one => ('update' in one ? one.update : []));
    if (updates.length === 0) {
      return this.doc;
    }
    const doc = new Y.Doc();
    [Y.encodeStateAsUpdate(this.doc), ...updates].forEach(update => Y.applyUpdate(doc, update));
    return doc;
  }

  /**
   * The end of runs and checks whose tabs are gone. A tab that has not read everything cannot tell.
   */
  decideLost(record: IRecord, unread: readonly Entry[], isHere: IsHere, now: number): IChange {
    const change = new Change(record, replay(this._interview, unread), now);
    if (unread.length === 0) {
      const { runs, checks } = this._interview;
      const authors = running(runs).flatMap(({ author }) => author?.id ?? []);
      authors
        .filter(author => !isHere(author))
        .forEach(participant => change.perform(SERVER_ITSELF, { type: 'LoseRuns', participant }));
      const checking = runningChecks(checks).flatMap(({ check }) => check.user?.id ?? []);
      checking
        .filter(user => !isHere(user))
        .forEach(participant => change.perform(SERVER_ITSELF, { type: 'LoseChecks', participant }));
    }
    return change.made;
  }

  welcome(peer: number, { id, name, color }: IAuthor, isHere: IsHere): IWelcome {
    const { language, languages, role, actions, epoch, ...session } = withPossible(
      view.session(this._interview, 'owner', '')
    );
    const { textBytes, outputBytes, jsonBytes, frameBytes, welcomeRuns } = HERE;
    const { releaseDays, releaseDaysMost } = HERE;
    const visitor = { id, name, color, role, kind: 'user', online: true } as const;
    return {
      protocol: 'interview.v1',
      epoch,
      continues: true,
      ...this.position,
      peer,
      user: this.user(id, () => true) ?? { ...visitor, waiting: false, handRaisedAt: null },
      role,
      actions,
      language,
      folder: this._interview.folder,
      session: { ...session, languages },
      users: present(this._interview.people).map(person => view.user(person, isHere(person.id))),
      runs: this._interview.runs.list.slice(-welcomeRuns).map(view.run),
      limits: { textBytes, outputBytes, jsonBytes, frameBytes, releaseDays, releaseDaysMost },
      serverRuns: [],
      serverChecks: false,
      files: false,
      attachment: null,
      announcement: this._interview.announcement,
      signals: view.signals(this._interview, 'owner', id).slice(-WELCOME_SIGNALS),
      questions: [...this._interview.questions.listed],
      sides: view.sides(this._interview, 'owner'),
      checks: view.checks(this._interview, 'owner', WELCOME_CHECKS),
      hiddenResults: [...this._interview.checks.results.values()]
    };
  }

  private _read(entry: Entry): void {
    if ('update' in entry) {
      Y.applyUpdate(this.doc, entry.update);
    }
    this._unsealed = unsealedAfter(this._unsealed, [entry]);
    this._earlier = this._interview;
    this._interview = after(this._interview, entry, entry.at);
    this._record = { ...this._record, seq: entry.seq };
  }

  private _record: IRecord;
  private _interview: IInterview;
  /** As it was before the last entry. */
  private _earlier: IInterview;
  private _unsealed: IUnsealed = ALL_SEALED;
}

/** An interview while several commands change it. */
export class Change {
  constructor(
    private readonly _record: IRecord,
    public interview: IInterview,
    private readonly _now: number
  ) {
    this._visited = _record.visited;
  }

  get made(): IChange {
    const { seq } = this._record;
    const record = { ...recordOf(this.interview), visited: this._visited, seq };
    return { record, news: this._news };
  }

  perform(actor: IActor, command: SessionCommand, id?: string): void {
    const given = { nowUs: this._now * 1000, limits: HERE, id };
    const { decided, interview } = perform(this.interview, actor, command, given);
    this._news.push(...decided);
    this.interview = interview;
  }

  /** A person who came to look at an interview that had ended joins with their first command. */
  meet({ id, name, color }: IAuthor): void {
    if (personIn(this.interview.people, id) === undefined) {
      this.perform(newcomer(id), { type: 'Join', userName: name, color }, id);
    }
  }

  /** A change of the document, by whoever changes the interview. */
  write(update: Uint8Array): void {
    this._news.push({ update });
  }

  /** `documentAfter` gives the document with the changes that were made here. */
  make(asked: Asked, { id }: IAuthor, documentAfter: (news: readonly News[]) => Y.Doc): void {
    if (asked.type === 'update') {
      demand(this.interview, 'owner', 'edit');
      this._news.push({ update: asked.update, by: id });
      return;
    }
    const command = commandOf(asked);
    if (command === null) {
      return;
    }
    const before = this._news.length;
    this.perform(ownerAs(id), command, idFor(command));
    const isFirst = (news: News): boolean =>
      'event' in news &&
      news.event.type === 'LanguageChanged' &&
      !this._visited.includes(news.event.language);
    if (command.type === 'ChooseLanguage' && this._news.slice(before).some(isFirst)) {
      this._visited = [...this._visited, command.language];
      const { questions } = this.interview;
      const text = firstText(questions, command.language);
      this._news.splice(before, 0, { update: begun(command.language, text) });
      const texts = textsOf(this.interview, documentAfter(this._news));
      this._addBeside(filesBeside(questions, command.language, texts));
    }
  }

  /**
   * The files beside the one with which a language began, as far as there is room for them. They are
   * nobody's doing.
   */
  private _addBeside(files: readonly IProgramFile[]): void {
    const room = FILES_LIMIT - this.interview.folder.files.length;
    for (const { name, text } of files.slice(0, room)) {
      const id = fileId();
      this.perform(SERVER_ITSELF, { type: 'AddFile', name }, id);
      this._news.push({ update: beginning(id, text) });
    }
  }

  private readonly _news: News[] = [];
  private _visited: Language[];
}

/** The first text of a language's buffer, as an update of an empty document. */
export function begun(language: Language, code: string = templateOf(language)): Uint8Array {
  return beginning(codeFile(language), code);
}

/** The texts of the files, by name. */
export function textsOf({ folder }: IInterview, doc: Y.Doc): Map<string, string> {
  return new Map(folder.files.map(({ id, name }) => [name, doc.getText(rootOf(id)).toJSON()]));
}

/** The first text of a file. */
function beginning(file: string, text: string): Uint8Array {
  const doc = new SessionDoc();
  doc.file(file).insert(0, cleanText(text));
  return Y.encodeStateAsUpdate(doc);
}

/** The id that the server would give to what a command makes. */
function idFor({ type }: SessionCommand): string | undefined {
  switch (type) {
    case 'AddFile':
      return fileId();
    case 'NoteInsert':
    case 'NoteAway':
      return madeId('s');
    default:
      return undefined;
  }
}

/** As the server makes them. */
export function fileId(): string {
  return madeId('f');
}

/** As the server makes them. */
export function questionId(): string {
  return madeId('q');
}

function madeId(kind: string): string {
  return `${kind}-${UUID.uuid4().replaceAll('-', '').slice(0, 16)}`;
}

function refusalOf(problem: unknown, asked: Asked): ServerFrame {
  if (!(problem instanceof InterviewError)) {
    throw problem;
  }
  const about = asked.type === 'update' ? 'sync' : asked.type;
  const run =
    asked.type !== 'update' && 'runId' in asked.payload ? { runId: asked.payload.runId } : {};
  return { type: 'error', payload: { error: problem.message, code: problem.code, about, ...run } };
}
