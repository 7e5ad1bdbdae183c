/**
 * A live interview: listens to a connection, keeps what was heard, and turns wishes into frames.
 *
 * Facts come from the server only; a wish changes nothing here until its event comes back. The two
 * exceptions are typing and own runs, which a person must see at once: both are merged with the
 * server's word by modules of their own (document.ts, run-publisher.ts).
 */
import { UUID } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import type { Awareness } from 'y-protocols/awareness';
import { placeOf } from '../contract/frames';
import type {
  ClientFrame,
  IErrorBody,
  IRun,
  ISession,
  IUser,
  IWelcome,
  Language,
  ServerFrame
} from '../contract/protocol';
import { DEFAULT_TIME_LIMIT_MS } from '../runner/limits';
import type { IRunnerStatus } from '../runner/types';
import { systemClock, type IClock } from './clock';
import { Coalesced } from './coalesced';
import type { IBuffer } from './document/buffers';
import type { ICopy } from './document/copies';
import { InterviewDocument } from './document/document';
import type { Saved } from './document/save-status';

import type { IInterviewModel } from './interview';
import { OFFLINE } from './offline/offline-notice';
import { MemoryStore, type IOfflineStore } from './offline/offline-store';
import { OfflineWriter } from './offline/offline-writer';
import { Presence } from './people/presence';
import type { ConnectionState, IInterviewConnection, IRunner, KeptBy } from './ports';
import { LiveRuns, type IRunInput } from './runs/live-runs';
import type { IRunLocationChoice } from './runs/server-runs';
import { Administration, type IAdministration } from './session/administration';
import { Attaching, type IAttachingOptions } from './session/attachment';
import {
  closedBecause,
  closedByEdit,
  NOT_TAKEN,
  type ClosedBecause
} from './session/close-reasons';
import { Facts, type Connection } from './session/facts';
import { StallWatch } from './session/stall-watch';

export interface IInterviewModelOptions extends IAttachingOptions {
  /** As REST gave it; the connection's welcome replaces it. */
  session: ISession;
  user: IUser | null;
  /** The model disposes of it. */
  connection: IInterviewConnection;
  /** The model disposes of it. */
  runner: IRunner;
  /** Where unsaved things outlive the page; nowhere without it. */
  store?: IOfflineStore;
  timeLimitMs?: number;
  clock?: IClock;
}

const UNREADABLE = 'What the server sent could not be read.';

export class InterviewModel extends Facts implements IInterviewModel {
  private readonly _changed = new Signal<IInterviewModel, void>(this);
  private readonly _changes = new Coalesced(() => this._changed.emit());
  private readonly _touch = this._changes.request;

  constructor(options: IInterviewModelOptions) {
    super(options.session, options.user);
    const { connection, clock = systemClock } = options;
    this._connection = connection;
    this._runner = options.runner;
    this.keptBy = options.api.keptBy;
    this.timeLimitMs = options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;

    const page = UUID.uuid4();
    const writer = new OfflineWriter(options.store ?? new MemoryStore(), clock, this._touch);
    this._writer = writer;
    this._document = new InterviewDocument({
      send: data => connection.sendBinary(data),
      sendAge: ageMs => connection.send({ type: 'edits_made', payload: { ageMs } }),
      notify: sentence => this._notify(sentence),
      mayEdit: () => this.can('edit'),
      known: () => connection.known,
      writer,
      page,
      clock
    });
    this._presence = new Presence((language, cursor) => {
      // Who was not let in yet has nobody to tell.
      if (this.isOnline) {
        connection.send({ type: 'cursor_change', payload: { language, cursor } });
      }
    }, clock);
    this._presence.setLanguage(this.language);
    const [notify, changed] = [this._notify.bind(this), this._touch];
    const send = connection.send.bind(connection);
    this._runs = new LiveRuns({ runner: this._runner, send, changed, notify, writer, page, clock });
    this.admin = new Administration({
      api: options.api,
      sessionId: () => this.sessionId,
      takeSession: session => this._take(session),
      takeUser: user => {
        this.takeUser(user);
        this._touch();
      },
      removing: isGoing => (this._isRemoving = isGoing)
    });
    this.attaching = new Attaching(options, changed);
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

  readonly keptBy: KeptBy;

  get runs(): readonly IRun[] {
    return this._runs.list;
  }

  get connection(): Connection {
    const { state, closed } = this._connection;
    return this.connectionIn(state, closed);
  }

  get saved(): Saved {
    return this._document.saved;
  }

  get lasts(): boolean {
    return this._writer.lasts;
  }

  get atRisk(): boolean {
    return !this.lasts && (this._document.oldestUnsavedAt !== null || this._runs.isWaiting);
  }

  get closedBecause(): ClosedBecause | null {
    const { state, closed } = this._connection;
    return state === 'closed' && closed ? closedBecause(closed, this.ready, this.left) : null;
  }

  get notice(): string | null {
    return this._notice;
  }

  dismissNotice(): void {
    this._notice = null;
    this._touch();
  }

  get copies(): readonly ICopy[] {
    return this._document.copies;
  }

  restoreCopy(id: string): void {
    if (this.can('edit')) {
      this._document.restoreCopy(id);
    }
  }

  dropCopy(id: string): void {
    this._document.dropCopy(id);
  }

  get ready(): boolean {
    return this._document.ready;
  }

  get buffer(): IBuffer {
    return this.bufferOf(this.language);
  }

  bufferOf(language: Language): IBuffer {
    return this._document.buffer(language);
  }

  get awareness(): Awareness {
    return this._presence.awareness;
  }

  setLanguage(language: Language): void {
    if (language !== this.language && this.can('language')) {
      this._wish({ type: 'language_change', payload: { language } });
    }
  }

  raiseHand(raised: boolean): void {
    if (this.can('hand')) {
      this._wish({ type: 'hand_change', payload: { raised } });
    }
  }

  readonly admin: IAdministration;
  readonly attaching: Attaching;

  get runner(): IRunnerStatus {
    return this._runner.status(this.language);
  }

  get running(): boolean {
    return this._runs.running;
  }

  run(): void {
    if (!this.running && this.ready && this.can('run')) {
      const { language, timeLimitMs, buffer, showValues } = this;
      const code = buffer.text.toJSON();
      this._runs.start({ language, code, timeLimitMs, showsValue: showValues }, this.me);
    }
  }

  stop(): void {
    this._runs.stop();
  }

  get runLocation(): IRunLocationChoice {
    return this._runs.location;
  }

  get input(): IRunInput {
    return this._runs;
  }

  timeLimitMs: number;

  setVisible(visible: boolean): void {
    this._runner.setVisible(visible);
  }

  leave(): void {
    this._runs.leave();
    void this._writer.flush();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._changes.dispose();
    this._stall.disconnected();
    this._runs.dispose();
    this._writer.dispose();
    this._connection.dispose();
    this._presence.dispose();
    this._document.dispose();
    this._runner.dispose();
    Signal.clearData(this);
  }

  private readonly _onState = (_: IInterviewConnection, state: ConnectionState): void => {
    if (state !== 'open' && this.isOnline) {
      this.notOnline();
      this._stall.disconnected();
      this._document.disconnected();
      this._presence.disconnected();
      this._runs.disconnected();
      if (closedByEdit(this._connection.closed?.code) && this._document.oldestUnsavedAt !== null) {
        this._document.refused(NOT_TAKEN);
      }
    }
    const isGone = this.closedBecause === 'deleted' && !this._isRemoving;
    if (isGone || (this.closedBecause === 'shut_out' && this._document.oldestUnsavedAt !== null)) {
      this._document.gone();
    }
    this._touch();
  };

  private readonly _onFrame = (_: IInterviewConnection, frame: ServerFrame): void => {
    this._stall.heard();
    this.hearFact(frame);
    this.attaching.hear(frame);
    switch (frame.type) {
      case 'welcome':
        this._onWelcome(frame.payload);
        break;
      case 'user_left':
        this._presence.gone(frame.payload.user.id);
        this._presence.setUsers(this.users);
        break;
      case 'user_joined':
        this._presence.setUsers(this.users);
        break;
      case 'language_change':
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
      case 'ack':
        this._document.acknowledge(frame.payload.updates);
        this._connection.known = placeOf(frame.payload);
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
    const { language, user, users, peer } = welcome;
    this._connection.known = placeOf(welcome);
    this._stall.connected();
    this._document.connected(welcome);
    this._runs.connected(welcome);
    this._presence.setLanguage(language);
    this._presence.connected(peer, users);
    this._warm();
    void this._writer.load().then(kept => {
      if (!this._isDisposed) {
        this._document.restore(kept);
        this._runs.restore(kept, user);
      }
    });
  }

  private _onError({ error, code, about }: IErrorBody & { about?: string | null }): void {
    if (about === 'sync') {
      this._document.refused(error);
      return;
    }
    if (about !== 'cursor_change' && this._runs.refused(about, code)) {
      this._notify(error);
    }
  }

  /** What REST answered after a change. */
  private _take(session: ISession): void {
    const { title, state, endedAt, lobby, locks, showValues, role, actions } = session;
    this.takeFacts({ title, state, endedAt, lobby, locks, showValues, role, actions });
    if (state === 'live' && this._connection.state === 'closed') {
      this._connection.retryNow();
    }
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

  private readonly _connection: IInterviewConnection;
  private readonly _runner: IRunner;
  private readonly _document: InterviewDocument;
  private readonly _presence: Presence;
  private readonly _runs: LiveRuns;
  private readonly _stall: StallWatch;
  private readonly _writer: OfflineWriter;
  private _notice: string | null = null;
  private _isRemoving = false;
  private _isDisposed = false;
}
