/**
 * The session as the server described it last, over the connection or in an answer of REST, whichever
 * came last; and what may be done to it. The language changes here only when its event comes back.
 */
import { fileIn } from '../../contract/files';
import {
  OF_COMPANY,
  OPERATIONS,
  told,
  type Settings,
  type SettingsChange
} from '../../contract/generated-settings';
import type {
  Action,
  ClientFrame,
  ICopiedFrom,
  ILimits,
  ISession,
  Language,
  Role,
  ServerFrame,
  SessionState
} from '../../contract/protocol';
import { settingsOf } from '../../contract/settings';
import type {
  IInterviewApi,
  ISessionChange,
  ITaken,
  KeptBy,
  RecordedForm,
  TakenFor,
  TakenForm
} from '../ports';
import { Slice, type ISlice } from '../slice';

/** Every promise rejects with InterviewError. */
export interface ISessionSlice extends ISlice {
  readonly id: string;
  /** Who keeps it, and with that who can take part. */
  readonly keptBy: KeptBy;
  readonly title: string;
  readonly state: SessionState;
  readonly settings: Settings;
  /** Something in the server's record of this interview cannot be read. */
  readonly damaged: boolean;
  /** The moment of another interview with which it began; null for those who do not hold it. */
  readonly copiedFrom: ICopiedFrom | null;
  readonly language: Language;
  readonly languages: readonly Language[];
  /** Null until the first welcome. */
  readonly role: Role | null;
  can(action: Action): boolean;
  /** Whether one may change a setting. */
  canSet(name: keyof Settings): boolean;
  setLanguage(language: Language): void;
  rename(title: string): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
  reopen(): Promise<void>;
  /** What is not named stays. */
  set(settings: SettingsChange): Promise<void>;
  remove(): Promise<void>;
  /** A file of what it came to, for those who hold it. */
  takeAway(form: TakenForm | RecordedForm, audience?: TakenFor): Promise<ITaken>;
  /** Until when candidates may fetch their copy, which may be over; null if none is released. */
  readonly releasedUntil: string | null;
  /** The same for oneself, if one is a candidate, also before the first welcome. */
  readonly copyUntil: string | null;
  /** For how many days it is released if nobody says until when, and at most; 0 before the first welcome. */
  readonly releaseDays: number;
  readonly releaseDaysMost: number;
  /** Lets candidates fetch their copy until then; null takes it back. */
  release(until: string | null): Promise<void>;
  /** Since when nothing deletes it; null without a hold, and for those who are not told. */
  readonly heldSince: string | null;
  hold(held: boolean): Promise<void>;
  /** The hash of what everybody in it could see; null as long as it has not ended. */
  seal(): Promise<string | null>;
}

export interface ISessionOptions {
  session: ISession;
  api: IInterviewApi;
  /** Sends a command, or tells the person that there is no connection. */
  command: (frame: ClientFrame) => void;
  /** REST says that it goes on. */
  goesOn: () => void;
  touched: () => void;
}

export class Session extends Slice implements ISessionSlice {
  constructor(private readonly _options: ISessionOptions) {
    super(_options.touched);
    this._session = _options.session;
  }

  get id(): string {
    return this._session.id;
  }

  get keptBy(): KeptBy {
    return this._options.api.keptBy;
  }

  get title(): string {
    return this._session.title;
  }

  get state(): SessionState {
    return this._session.state;
  }

  get damaged(): boolean {
    return this._session.damaged;
  }

  get copiedFrom(): ICopiedFrom | null {
    return this._session.copiedFrom ?? null;
  }

  get settings(): Settings {
    return settingsOf(this._session);
  }

  get language(): Language {
    return this._session.language;
  }

  get languages(): readonly Language[] {
    return this._session.languages;
  }

  get role(): Role | null {
    return this._isWelcome ? this._session.role : null;
  }

  get releasedUntil(): string | null {
    return this._session.releasedUntil;
  }

  get releaseDays(): number {
    return this._limits?.releaseDays ?? 0;
  }

  get releaseDaysMost(): number {
    return this._limits?.releaseDaysMost ?? 0;
  }

  get heldSince(): string | null {
    return this._session.heldSince;
  }

  get copyUntil(): string | null {
    return this._session.role === 'candidate' ? this.releasedUntil : null;
  }

  can(action: Action): boolean {
    return this._session.actions.includes(action);
  }

  canSet(name: keyof Settings): boolean {
    if (this.keptBy === 'server') {
      return this.can(OPERATIONS[name]);
    }
    // Nobody can be locked out of an interview of this browser. What is left goes with its title.
    return !OF_COMPANY.includes(name) && this.can('rename');
  }

  /** It is being deleted from this page. */
  get isRemoving(): boolean {
    return this._isRemoving;
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome': {
        const { session, language, role, actions } = frame.payload;
        this._isWelcome = true;
        this._limits = frame.payload.limits;
        this._take({ ...session, language, role, actions });
        break;
      }
      case 'waiting':
        this._take(frame.payload.session);
        break;
      case 'folder': {
        const { folder } = frame.payload;
        // While data is shown, it is that of the program that was shown before.
        const language = fileIn(folder, folder.shown)?.language;
        this._take(language ? { language } : {});
        break;
      }
      case 'session_state':
        this._take(frame.payload);
        break;
    }
  }

  setLanguage(language: Language): void {
    if (language !== this.language && this.can('language')) {
      this._options.command({ type: 'language_change', payload: { language } });
    }
  }

  rename(title: string): Promise<void> {
    return this._update({ title });
  }

  start(): Promise<void> {
    return this._update({ state: 'live' });
  }

  end(): Promise<void> {
    return this._update({ state: 'ended' });
  }

  reopen(): Promise<void> {
    return this._update({ state: 'live' });
  }

  set(settings: SettingsChange): Promise<void> {
    return this._update(settings);
  }

  async remove(): Promise<void> {
    this._isRemoving = true;
    try {
      await this._options.api.remove(this.id);
    } catch (refusal) {
      this._isRemoving = false;
      throw refusal;
    }
  }

  takeAway(form: TakenForm | RecordedForm, audience: TakenFor = 'hosts'): Promise<ITaken> {
    return this._options.api.takeAway(this.id, form, audience);
  }

  async release(until: string | null): Promise<void> {
    this._take({ releasedUntil: await this._options.api.release(this.id, until) });
  }

  async hold(held: boolean): Promise<void> {
    this._take({ heldSince: await this._options.api.hold(this.id, held) });
  }

  /** REST was asked, because no connection tells anything after the end. */
  looked({ releasedUntil }: ISession): void {
    if (releasedUntil !== this.releasedUntil) {
      this._take({ releasedUntil });
    }
  }

  async seal(): Promise<string | null> {
    return (await this._options.api.seal(this.id)).sha256;
  }

  private async _update(change: ISessionChange): Promise<void> {
    const { api, goesOn } = this._options;
    const session = await api.update(this.id, change);
    const { title, state, endedAt, role, actions, releasedUntil } = session;
    this._take({
      title,
      state,
      endedAt,
      role,
      actions,
      releasedUntil,
      ...told(settingsOf(session))
    });
    if (state === 'live') {
      goesOn();
    }
  }

  private _take(news: Partial<ISession>): void {
    this._session = { ...this._session, ...news };
    this.touch();
  }

  private _session: ISession;
  private _isWelcome = false;
  private _limits: ILimits | null = null;
  private _isRemoving = false;
}
