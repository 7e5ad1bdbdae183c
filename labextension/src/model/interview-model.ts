/**
 * A live interview: listens to a connection, keeps what was heard, and turns wishes into frames.
 *
 * Facts come from the server only; a wish changes nothing here until its event comes back. The two
 * exceptions are typing and own runs, which a person must see at once: both are merged with the
 * server's word by modules of their own (document.ts, run-publisher.ts).
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { Awareness } from 'y-protocols/awareness';
import { DEFAULT_TIME_LIMIT_MS } from '../runner/limits';
import { systemClock, type IClock } from './clock';
import { closedByEdit, closedSentence, NOT_TAKEN, OFFLINE } from './closing';
import { InterviewDocument } from './document';
import type { Connection, IBuffer, IInterviewModel, ILanguageStatus, Saved } from './interview';
import { LiveRuns, type IRunInput } from './live-runs';
import { reducePeople } from './people';
import type { ConnectionState, IInterviewApi, IInterviewConnection, IRunner } from './ports';
import { Presence } from './presence';
import type {
  Action,
  ClientFrame,
  IErrorBody,
  IRun,
  ISession,
  IUser,
  IWelcome,
  Language,
  Role,
  ServerFrame,
  SessionState
} from './protocol';
import { StallWatch } from './stall';

export interface IInterviewModelOptions {
  /** As REST gave it; the connection's welcome replaces it. */
  session: ISession;
  user: IUser | null;
  api: IInterviewApi;
  /** The model disposes of it. */
  connection: IInterviewConnection;
  /** The model disposes of it. */
  runner: IRunner;
  timeLimitMs?: number;
  clock?: IClock;
}

const UNREADABLE = 'What the server sent could not be read.';

export class InterviewModel implements IInterviewModel {
  constructor(options: IInterviewModelOptions) {
    const clock = options.clock ?? systemClock;
    this._api = options.api;
    this._connection = options.connection;
    this._runner = options.runner;
    this._me = options.user;
    this._users = options.user ? [options.user] : [];
    this._session = options.session;
    this.timeLimitMs = options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;

    const connection = this._connection;
    this._document = new InterviewDocument({
      send: data => connection.sendBinary(data),
      notify: sentence => this._notify(sentence),
      clock
    });
    this._presence = new Presence((language, cursor) => {
      connection.send({ type: 'cursor_change', payload: { language, cursor } });
    }, clock);
    this._presence.setLanguage(this.language);
    this._runs = new LiveRuns({
      runner: this._runner,
      send: frame => connection.send(frame),
      changed: this._touch,
      clock
    });
    this._stall = new StallWatch(
      clock,
      () => this._document.oldestUnsavedAt,
      () => connection.renew()
    );

    this._document.changed.connect(this._touch);
    this._runner.statusChanged.connect(this._touch);
    connection.stateChanged.connect(this._onState);
    connection.frame.connect(this._onFrame);
    connection.binary.connect(this._onBinary);
    this._warm();
  }

  get changed(): ISignal<IInterviewModel, void> {
    return this._changed;
  }

  get sessionId(): string {
    return this._session.id;
  }

  get title(): string {
    return this._session.title;
  }

  get sessionState(): SessionState {
    return this._session.state;
  }

  get language(): Language {
    return this._session.language;
  }

  get languages(): readonly Language[] {
    return this._session.languages;
  }

  get me(): IUser | null {
    return this._me;
  }

  get role(): Role | null {
    return this._welcomed ? this._session.role : null;
  }

  can(action: Action): boolean {
    return this._session.actions.includes(action);
  }

  get users(): readonly IUser[] {
    return this._users;
  }

  get runs(): readonly IRun[] {
    return this._runs.list;
  }

  get connection(): Connection {
    const { state } = this._connection;
    if (state === 'closed') {
      return 'closed';
    }
    if (state === 'open' && this._isOnline) {
      return 'online';
    }
    return this._welcomed ? 'offline' : 'connecting';
  }

  get saved(): Saved {
    return this._document.saved;
  }

  get closedBecause(): string | null {
    const { state, closed } = this._connection;
    return state === 'closed' && closed ? closedSentence(closed.code) : null;
  }

  get notice(): string | null {
    return this._notice;
  }

  dismissNotice(): void {
    this._notice = null;
    this._touch();
  }

  get rescued(): string | null {
    return this._document.rescued;
  }

  dismissRescued(): void {
    this._document.dismissRescued();
  }

  get ready(): boolean {
    return this._document.ready;
  }

  get buffer(): IBuffer {
    return this._document.buffer(this.language);
  }

  get awareness(): Awareness {
    return this._presence.awareness;
  }

  setLanguage(language: Language): void {
    if (language !== this.language && this.can('language')) {
      this._wish({ type: 'language_change', payload: { language } });
    }
  }

  async rename(title: string): Promise<void> {
    this._take(await this._api.update(this.sessionId, { title }));
  }

  async end(): Promise<void> {
    this._take(await this._api.update(this.sessionId, { state: 'ended' }));
  }

  async reopen(): Promise<void> {
    this._take(await this._api.update(this.sessionId, { state: 'live' }));
    if (this._connection.state !== 'open') {
      this._connection.retryNow();
    }
  }

  get runner(): ILanguageStatus {
    return this._runner.status(this.language);
  }

  get running(): boolean {
    return this._runs.running;
  }

  run(): void {
    if (!this.running && this.ready && this.can('run')) {
      const { language, timeLimitMs, buffer } = this;
      this._runs.start({ language, code: buffer.text.toJSON(), timeLimitMs }, this._me);
    }
  }

  stop(): void {
    this._runs.stop();
  }

  get input(): IRunInput {
    return this._runs;
  }

  timeLimitMs: number;

  setVisible(visible: boolean): void {
    this._runner.setVisible(visible);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._stall.disconnected();
    this._connection.dispose();
    this._runs.dispose();
    this._presence.dispose();
    this._document.dispose();
    this._runner.dispose();
    Signal.clearData(this);
  }

  private readonly _onState = (_: IInterviewConnection, state: ConnectionState): void => {
    if (state !== 'open' && this._isOnline) {
      this._isOnline = false;
      this._stall.disconnected();
      this._document.disconnected();
      this._presence.disconnected();
      if (closedByEdit(this._connection.closed?.code) && this._document.oldestUnsavedAt !== null) {
        this._document.refused(NOT_TAKEN);
      }
    }
    this._touch();
  };

  private readonly _onFrame = (_: IInterviewConnection, frame: ServerFrame): void => {
    this._stall.heard();
    switch (frame.type) {
      case 'welcome':
        this._onWelcome(frame.payload);
        break;
      case 'user_joined':
        this._setUsers(reducePeople(this._users, frame));
        break;
      case 'user_left':
        this._presence.gone(frame.payload.user.id);
        this._setUsers(reducePeople(this._users, frame));
        break;
      case 'language_change':
        this._session = { ...this._session, language: frame.payload.language };
        this._presence.setLanguage(this.language);
        this._warm();
        break;
      case 'run_started':
      case 'run_output':
      case 'execution_result':
        this._runs.hear(frame);
        break;
      case 'cursor_change':
        this._presence.change(frame.payload);
        break;
      case 'session_state':
        this._session = { ...this._session, ...frame.payload };
        break;
      case 'ack':
        this._document.acknowledge(frame.payload.updates);
        break;
      case 'error':
        this._onError(frame.payload);
        break;
    }
    this._touch();
  };

  private readonly _onBinary = (_: IInterviewConnection, data: Uint8Array): void => {
    this._stall.heard();
    try {
      this._document.receive(data);
    } catch (problem) {
      console.error(problem);
      this._document.refused(UNREADABLE);
    }
  };

  private _onWelcome(welcome: IWelcome): void {
    const { session, language, role, actions, user, users, runs } = welcome;
    this._isOnline = this._welcomed = true;
    this._session = { ...this._session, ...session, language, role, actions };
    this._me = user;
    this._users = users;
    this._stall.connected();
    this._document.connected(welcome.epoch, welcome.limits);
    this._runs.connected(runs);
    this._presence.setLanguage(language);
    this._presence.connected(welcome.peer, users);
    this._warm();
  }

  private _onError({ error, about }: IErrorBody & { about?: string | null }): void {
    if (about === 'sync') {
      this._document.refused(error);
      return;
    }
    if (about === 'run_started' || about === 'run_output' || about === 'execution_result') {
      this._runs.refused(about);
    }
    if (about !== 'cursor_change') {
      this._notify(error);
    }
  }

  private _setUsers(users: readonly IUser[]): void {
    this._users = users;
    this._me = users.find(({ id }) => id === this._me?.id) ?? this._me;
    this._presence.setUsers(users);
  }

  /** What REST answered after a change. */
  private _take({ title, state, endedAt, role, actions }: ISession): void {
    this._session = { ...this._session, title, state, endedAt, role, actions };
    this._touch();
  }

  private _wish(frame: ClientFrame): void {
    if (!this._connection.send(frame)) {
      this._notify(OFFLINE);
    }
  }

  private _warm(): void {
    if (this.can('run')) {
      // A failure shows in the runner's status.
      this._runner.warm(this.language).catch(() => undefined);
    }
  }

  private _notify(sentence: string): void {
    this._notice = sentence;
    this._touch();
  }

  private readonly _touch = (): void => {
    if (this._isTouched || this._isDisposed) {
      return;
    }
    this._isTouched = true;
    queueMicrotask(() => {
      this._isTouched = false;
      if (!this._isDisposed) {
        this._changed.emit();
      }
    });
  };

  private readonly _api: IInterviewApi;
  private readonly _connection: IInterviewConnection;
  private readonly _runner: IRunner;
  private readonly _document: InterviewDocument;
  private readonly _presence: Presence;
  private readonly _runs: LiveRuns;
  private readonly _stall: StallWatch;
  private readonly _changed = new Signal<IInterviewModel, void>(this);
  private _session: ISession;
  private _me: IUser | null;
  private _users: readonly IUser[];
  private _notice: string | null = null;
  /** A welcome came on the present connection, or ever. */
  private _isOnline = false;
  private _welcomed = false;
  private _isTouched = false;
  private _isDisposed = false;
}
