/**
 * What REST does with a server, for interviews in this browser. What needs other people is refused
 * with a sentence; its controls are not drawn, because the actions are not there.
 */
import { UUID } from '@lumino/coreutils';
import { OF_COMPANY, type SettingsChange } from '../../contract/generated-settings';
import type {
  IBankQuestion,
  IQuestion,
  ISession,
  INoted,
  IStarterPlace,
  IUser
} from '../../contract/protocol';
import { languageCalled } from '../../contract/languages';
import { settingsIn } from '../../contract/settings';
import { folded, isMarked } from '../../model/people/names';
import { InterviewError, type IInterviewApi, type INewSession } from '../../model/ports';
import { sha256 } from '../../model/runs/program';
import type { IActor } from '../../session/actor';
import { blank, type IInterview } from '../../session/interview';
import { demandPerson, personIn, present } from '../../session/people-book';
import { perform } from '../../session/perform';
import type { IParticipantRecord } from '../../session/records';
import { DEFAULT_TITLE, LIMITS, PALETTE } from '../../session/server-facts';
import * as view from '../../session/view';
import type { IBanks } from './banks';
import { copyOf } from './copy';
import type { Entry, IRecord, LocalDatabase } from './database';
import { label, line } from './labels';
import { documentOf, loadQuestion } from './loading';
import { HERE, needsServer, newcomer, ownerAs, withPossible } from './policy';
import { begin, recordOf, replay } from './replay';
import { begun, Change } from './room';
import { ALL_SEALED, isSealing, seal, unsealedAfter } from './sealing';
import { peersIn, tellDeleted, tellNews, type Locks } from './tabs';
import { accountOf } from './taken/account';
import { EXPORTERS, isTakenForm } from './taken/exporters';
import { momentsOf, textsAt } from './past';
import { recordingOf } from './recording';
import { written } from './written';

export interface ILocalApiOptions {
  database: LocalDatabase;
  /** The questions that the site was built with. */
  banks: IBanks;
  /** This tab's memory of the person as whom it took part before a reload. */
  memory: Pick<Storage, 'getItem' | 'setItem'>;
  locks?: Locks;
}

/** Characters of a sentence, at most. */
const LONGEST_LINE = 300;

const NO_DRAFTS = 'Interviews in this browser have no drafts: nobody else can see them anyway.';

export function createLocalApi({
  database,
  banks,
  memory,
  locks
}: ILocalApiOptions): IInterviewApi {
  const refuse = (): Promise<never> => Promise.reject(needsServer());
  /** Changes an interview, once all of its log is known. */
  const change = async (
    id: string,
    make: (change: Change, entries: readonly Entry[]) => void
  ): Promise<IRecord> => {
    const now = Date.now();
    const record = await database.change(id, { peer: 0, at: now, after: 0 }, (before, entries) => {
      const change = new Change(before, replay(begin(before), entries), now);
      make(change, entries);
      const { news } = change.made;
      if (isSealing(news, unsealedAfter(ALL_SEALED, entries), now)) {
        seal(change, documentOf([...entries, ...news]));
      }
      return change.made;
    });
    tellNews(id);
    return record;
  };
  const participantKey = (id: string): string => `jupyter-interview:participant:${id}`;
  const owner = (id: string): IActor => ownerAs(memory.getItem(participantKey(id)) ?? '');
  /** Answers with the question as it is kept, and with the file that is shown then. */
  const load = async (
    id: string,
    question: IBankQuestion,
    place: IStarterPlace
  ): Promise<[question: IQuestion, shown: string]> => {
    const loaded: [IQuestion, string][] = [];
    await change(id, (made, entries) => {
      const kept = loadQuestion(made, entries, owner(id), question, place);
      loaded.push([kept, made.interview.folder.shown]);
    });
    return loaded[0];
  };
  return {
    keptBy: 'browser',
    list: async ({ state, query = '', untitled = DEFAULT_TITLE, order } = {}) => {
      const words = searched(query).split(/\s+/);
      const wanted = (await database.list()).filter(({ state: its, title, people }) => {
        const shown = title === DEFAULT_TITLE ? untitled : title;
        const texts = [shown, ...people.map(({ name }) => name)].map(searched);
        const found = words.every(word => texts.some(text => text.includes(word)));
        return found && (state === undefined || its === state);
      });
      const active =
        order === 'activity' ? await database.active(wanted) : new Map<string, number>();
      const sessions = wanted.map(record => {
        const at = active.get(record.id);
        return at === undefined
          ? sessionOf(record)
          : { ...sessionOf(record), lastActiveAt: new Date(at).toISOString() };
      });
      return { sessions, next: null };
    },
    health: () => Promise.resolve({ status: 'ok' }),
    create: async ({ questions = [], ...body }) => {
      const found = await Promise.all(
        questions.map(({ bank, name }) => banks.question(bank, name))
      );
      const record = await database.create(...fresh(body));
      try {
        // The first one takes the place of the template, and its file is shown; the others get
        // files of their own.
        const shown: string[] = [];
        for (const [number, question] of found.entries()) {
          const isFirst = number === 0 && body.code === undefined;
          const [, file] = await load(record.id, question, isFirst ? {} : { into: 'new' });
          shown.push(file);
        }
        if (shown.some(file => file !== shown[0])) {
          const [file] = shown;
          await change(record.id, made =>
            made.perform(owner(record.id), { type: 'ShowFile', file })
          );
        }
      } catch (problem) {
        await database.remove(record.id);
        throw problem;
      }
      return sessionOf(record);
    },
    copy: async (id, { title, at }) => {
      const { record, entries } = await database.read(id, 0);
      const named = label(title, 'title', LIMITS.titleCharacters);
      return sessionOf(await database.create(...copyOf(record, entries, { title: named, at })));
    },
    get: async id => sessionOf((await database.read(id, Infinity)).record),
    update: async (id, { title, ...asked }) => {
      if (OF_COMPANY.some(name => asked[name] !== undefined)) {
        throw needsServer();
      }
      const named = title === undefined ? title : label(title, 'title', LIMITS.titleCharacters);
      const command = { type: 'SessionChange', title: named, ...withLines(asked) } as const;
      return sessionOf(await change(id, made => made.perform({ role: 'owner' }, command)));
    },
    remove: async id => {
      await database.remove(id);
      tellDeleted(id);
    },
    join: async (id, { userName, color, keepName }) => {
      const key = participantKey(id);
      const here = new Set((await peersIn(id, locks)).map(({ userId }) => userId));
      const remembered = memory.getItem(key);
      let user: IUser | null = null;
      const record = await change(id, made => {
        user = enter(made, { userName, color, keepName }, remembered, userId => here.has(userId));
      });
      const joined = user ?? visitor(userName, color);
      memory.setItem(key, joined.id);
      return { session: sessionOf(record), user: joined };
    },
    invitation: refuse,
    announce: refuse,
    answerSignal: async (id, signal, { text, fromAi = false }) => {
      const actor = owner(id);
      const said = line(text, 'text', LONGEST_LINE);
      const found: INoted[] = [];
      await change(id, made => {
        made.perform(actor, { type: 'AnswerSignal', signal, text: said, fromAi });
        found.push(...made.interview.signals.listed.filter(one => one.id === signal));
      });
      return found[0];
    },
    updateUser: async (id, userId, { name }) => {
      if (name === undefined) {
        throw needsServer();
      }
      const wanted = label(name, 'name', LIMITS.nameCharacters);
      const command = { type: 'RenamePerson', participant: userId, name: wanted } as const;
      let user: IUser | null = null;
      await change(id, made => {
        made.perform(ownerAs(userId), command);
        user = view.user(demandPerson(made.interview.people, userId), true);
      });
      return user ?? visitor(wanted);
    },
    removeUser: refuse,
    exportUser: refuse,
    takeAway: async (id, form) => {
      const { record, entries } = await database.read(id, 0);
      if (!isTakenForm(form)) {
        return refuse();
      }
      return EXPORTERS[form](accountOf(begin(record), entries));
    },
    seal: refuse,
    release: refuse,
    hold: refuse,
    attach: refuse,
    detach: refuse,
    invites: refuse,
    createInvite: refuse,
    classes: refuse,
    createClass: refuse,
    activity: refuse,
    listQuestions: () => banks.list(),
    bankQuestion: (bank, name) => banks.question(bank, name),
    loadQuestion: async (id, source, place = {}) => {
      const question =
        'written' in source
          ? written(source.written, sha256)
          : await banks.question(source.bank, source.name);
      const [loaded] = await load(id, question, place);
      return loaded;
    },
    takeQuestion: refuse,
    uploadBank: refuse,
    removeBank: refuse,
    keepLoadedQuestion: refuse,
    keepQuestion: refuse,
    revokeInvite: refuse,
    remarks: refuse,
    moments: async id => {
      const { record, entries } = await database.read(id, 0);
      return momentsOf(begin(record), entries);
    },
    textsAt: async (id, at) => {
      const { record, entries } = await database.read(id, 0);
      return textsAt(begin(record), entries, at);
    },
    recording: async id => {
      const { record, entries } = await database.read(id, 0);
      return recordingOf(record, entries);
    },
    recordedRun: async (id, runId) => {
      const { record, entries } = await database.read(id, 0);
      const run = accountOf(begin(record), entries).runs.find(one => one.id === runId);
      if (run === undefined) {
        throw new InterviewError('There is no such run in the recording.', 'not_found', 404);
      }
      return view.run(run);
    },
    checkThen: refuse
  };
}

/**
 * The person as whom a tab takes part: as before, as somebody of this name who is not here, or as
 * somebody new. Null in an interview that has ended, which nobody joins any more: then the tab only
 * looks at it.
 */
function enter(
  made: Change,
  { userName, color, keepName }: { userName: string; color?: string; keepName?: boolean },
  remembered: string | null,
  isHere: (userId: string) => boolean
): IUser | null {
  const back = personIn(made.interview.people, remembered);
  const name = label(userName, 'name', LIMITS.nameCharacters);
  if (back) {
    if (made.interview.session.state !== 'ended' && back.leftUs === null) {
      made.perform(newcomer(back.id), { type: 'Join', userName: name, keepName }, back.id);
    }
    return view.user(demandPerson(made.interview.people, back.id), true);
  }
  const away = named(made.interview, name).find(({ id }) => !isHere(id));
  if (away) {
    return view.user(away, true);
  }
  if (made.interview.session.state === 'ended') {
    return null;
  }
  const id = UUID.uuid4();
  made.perform(newcomer(id), { type: 'Join', userName: name, color }, id);
  return view.user(demandPerson(made.interview.people, id), true);
}

/** The people who asked for this name, first the one who got it unchanged. */
function named({ people }: IInterview, name: string): IParticipantRecord[] {
  const all = present(people);
  const marked = all.filter(other => isMarked(other.name, name, LIMITS.nameCharacters));
  return [...all.filter(other => other.name === name), ...marked];
}

function visitor(userName: string, color: string = PALETTE[0]): IUser {
  return {
    id: UUID.uuid4(),
    name: label(userName, 'name', LIMITS.nameCharacters),
    color,
    role: 'owner',
    kind: 'user',
    online: true,
    waiting: false,
    handRaisedAt: null
  };
}

function fresh(body: INewSession): Parameters<LocalDatabase['create']> {
  if (body.state === 'draft') {
    throw new InterviewError(NO_DRAFTS, 'invalid_field', 400);
  }
  const { language = 'javascript', title = DEFAULT_TITLE } = body;
  if (languageCalled(language) === undefined) {
    const sentence = `There is no language '${language.slice(0, 32)}' here.`;
    throw new InterviewError(sentence, 'unknown_language', 400);
  }
  const settings = withLines(settingsIn(body, name => !OF_COMPANY.includes(name)));
  const command = { type: 'CreateSession', language, title, state: 'live', ...settings } as const;
  const given = { nowUs: Date.now() * 1000, limits: HERE };
  const made = perform(blank(UUID.uuid4(), HERE), { role: 'owner' }, command, given);
  const record = { ...recordOf(made.interview), visited: [language], seq: 0 };
  return [record, [...made.decided, { update: begun(language, body.code) }]];
}

/** The same settings, with lines as they are kept. */
function withLines({ aiSentence, ...settings }: SettingsChange): SettingsChange {
  return aiSentence === undefined
    ? settings
    : { ...settings, aiSentence: line(aiSentence, 'aiSentence', LONGEST_LINE) };
}

/** A text in the form in which words are searched for, whatever their case and form. */
function searched(text: string): string {
  return folded(text.normalize('NFKC'));
}

/** The text is in the document and not told here. */
function sessionOf(record: IRecord): ISession {
  return withPossible(view.session(begin(record), 'owner', ''));
}
