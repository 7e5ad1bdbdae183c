/**
 * What is noted of people, as the server tells it, and what this browser has to report of its own person:
 * text that came in one change, and absences.
 *
 * A report of text is sent when the change itself is stored, since it says something of that change. It
 * has the size of the text and where it comes from, never the text.
 */
import { isMuchAtOnce } from '../../contract/at-once';
import type { Settings } from '../../contract/generated-settings';
import type {
  ClientFrame,
  IAwayNoted,
  IInsertNoted,
  INoted,
  IUser,
  Role,
  ServerFrame
} from '../../contract/protocol';
import { settingsOf } from '../../contract/settings';
import type { IClock } from '../clock';
import type { IInterviewApi } from '../ports';
import { Slice, type ISlice } from '../slice';
import { OwnText } from './own-text';

/** What is said to everybody of how the interview is held; each may change while it is live. */
export type Rule = 'ai' | 'aiSentence' | 'noteInserts' | 'noteAway';

/** Text that came in one change of a file. */
export interface IInsert {
  readonly how: IInsertNoted['how'];
  /** The id of the file. */
  readonly file: string;
  readonly text: string;
  /** The text of that file before. */
  readonly before: string;
}

export interface ISignals extends ISlice {
  /** What one may know of, oldest first. */
  readonly listed: readonly INoted[];
  /** What is about oneself. */
  readonly own: readonly INoted[];
  /** The rules that have changed while this person was here, until that is put away. */
  readonly news: readonly Rule[];
  putAway(): void;
  /** Text of the interview was copied or cut here, or taken out of a file. */
  remember(text: string): void;
  came(insert: IInsert): void;
  wasAway(absence: IAwayNoted): void;
  /** Says something of what was noted of oneself. Rejects with InterviewError. */
  answer(id: string, text: string, fromAi: boolean): Promise<void>;
}

export interface ISignalsOptions {
  api: IInterviewApi;
  sessionId: string;
  me: () => IUser | null;
  role: () => Role | null;
  settings: () => Settings;
  isLive: () => boolean;
  /** When the oldest edit was made that is not stored yet. */
  unsavedSince: () => number | null;
  /** The texts of the interview beside the files: output and questions, the newest first. */
  texts: () => Iterable<string>;
  /** The texts of all files but this one. */
  others: (file: string) => Iterable<string>;
  /** False when there is no connection. */
  send: (frame: ClientFrame) => boolean;
  clock: IClock;
  touched: () => void;
}

/** More reports than these do not wait for a connection. */
const MOST_WAITING = 50;
const RULES: readonly Rule[] = ['ai', 'aiSentence', 'noteInserts', 'noteAway'];
/** Only these bring text from elsewhere for sure, if it is not the interview's own. */
const FROM_ELSEWHERE: readonly IInsertNoted['how'][] = ['paste', 'drop', 'file'];
/** What these bring back was the interview's before. */
const RETURNING: readonly IInsertNoted['how'][] = ['undo', 'redo', 'restore'];

export class Signals extends Slice implements ISignals {
  constructor(private readonly _options: ISignalsOptions) {
    super(_options.touched);
  }

  get listed(): readonly INoted[] {
    return this._listed;
  }

  get own(): readonly INoted[] {
    const me = this._options.me()?.id;
    return this._listed.filter(({ user }) => user.id === me);
  }

  get news(): readonly Rule[] {
    return this._news;
  }

  putAway(): void {
    this._news = [];
    this.touch();
  }

  remember(text: string): void {
    this._ownText.remember(text);
  }

  came({ how, file, text, before }: IInsert): void {
    const characters = text.length;
    const lines = text.split('\n').length;
    const { settings, isLive, clock } = this._options;
    const isMuch = isMuchAtOnce(characters, lines);
    if (!isMuch || !settings().noteInserts || !isLive() || this._waiting.length >= MOST_WAITING) {
      return;
    }
    const source = this._sourceOf({ how, file, text, before });
    this._waiting.push({ at: clock.now(), payload: { how, file, characters, lines, source } });
    this._flush();
  }

  wasAway(absence: IAwayNoted): void {
    const { settings, isLive, role, send } = this._options;
    if (settings().noteAway && isLive() && role() === 'candidate') {
      send({ type: 'away_noted', payload: absence });
    }
  }

  async answer(id: string, text: string, fromAi: boolean): Promise<void> {
    const { api, sessionId } = this._options;
    this._take(await api.answerSignal(sessionId, id, { text, fromAi }));
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._listed = frame.payload.signals ?? [];
        this._compare(settingsOf(frame.payload.session));
        this._flush();
        this.touch();
        break;
      case 'session_state':
        this._compare(settingsOf(frame.payload));
        break;
      case 'signal':
        this._take(frame.payload.signal);
        break;
      case 'ack':
        this._flush();
        break;
    }
  }

  private _sourceOf({ how, file, text, before }: IInsert): IInsertNoted['source'] {
    if (RETURNING.includes(how)) {
      return 'interview';
    }
    const { others, texts } = this._options;
    const isOwn = this._ownText.has(text, all([before], others(file), texts()));
    if (isOwn === true) {
      return 'interview';
    }
    return isOwn === false && FROM_ELSEWHERE.includes(how) ? 'outside' : null;
  }

  /** Called when the page goes away: the changes are on their way, and nobody hears that they are stored. */
  leave(): void {
    this._flush(null);
  }

  /** Sends the reports of changes that are stored: of those before the oldest that is not. */
  private _flush(since = this._options.unsavedSince()): void {
    const { send } = this._options;
    for (const { at, payload } of [...this._waiting]) {
      const isStored = since === null || since > at;
      if (!isStored || !send({ type: 'insert_noted', payload })) {
        return;
      }
      this._waiting.shift();
    }
  }

  private _take(noted: INoted): void {
    const isKnown = this._listed.some(({ id }) => id === noted.id);
    this._listed = isKnown
      ? this._listed.map(known => (known.id === noted.id ? noted : known))
      : [...this._listed, noted];
    this.touch();
  }

  /** Notes what is said otherwise than before. Who has just come knows it from the door. */
  private _compare(now: Settings): void {
    const before = this._rules;
    this._rules = now;
    const changed = before === null ? [] : RULES.filter(rule => before[rule] !== now[rule]);
    if (changed.length > 0) {
      this._news = RULES.filter(rule => changed.includes(rule) || this._news.includes(rule));
      this.touch();
    }
  }

  private _listed: readonly INoted[] = [];
  private _news: readonly Rule[] = [];
  private _rules: Settings | null = null;
  private readonly _waiting: { at: number; payload: IInsertNoted }[] = [];
  private readonly _ownText = new OwnText();
}

function* all(...groups: Iterable<string>[]): Iterable<string> {
  for (const group of groups) {
    yield* group;
  }
}
