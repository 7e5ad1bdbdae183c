/**
 * A live interview: joins its parts to a connection and a runner, and hands every frame to each part.
 *
 * Only the server says how things are; a command changes nothing here until its event comes back.
 * The two exceptions are typing and own runs, which a person must see immediately: modules of their
 * own merge both with what the server says (document.ts, run-publisher.ts).
 */
import { UUID } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ClientFrame, IFile, ISession, IUser, ServerFrame } from '../contract/protocol';
import { systemClock, type IClock } from './clock';
import { Coalesced } from './coalesced';
import { InterviewDocument } from './document/document';
import type { IInterviewModel } from './interview';
import { Files } from './files/files';
import { Notices } from './notices';
import { OFFLINE } from './offline/offline-notice';
import { OfflineState } from './offline/offline-state';
import { MemoryStore, type IOfflineStore } from './offline/offline-store';
import { Arrivals } from './people/arrivals';
import { People } from './people/people';
import { Presence } from './people/presence';
import type { ConnectionState, IInterviewApi, IInterviewConnection, IRunner } from './ports';
import { Questions } from './questions/questions';
import { LiveRuns, type IHeldText } from './runs/live-runs';
import { programOf, type IRunnable } from './runs/program';
import { Announcement, type IPutAwayMemory } from './session/announcement';
import { Attachment, type IAttachmentMemory } from './session/attachment';
import { closedByEdit, NOT_TAKEN } from './session/close-reasons';
import { ConnectionStatus } from './session/connection-status';
import { ReopenWatch } from './session/reopen-watch';
import { Session } from './session/session';
import { StallWatch } from './session/stall-watch';
import { Signals } from './signals/signals';

export interface IInterviewModelOptions {
  /** The session as REST gave it; the connection's welcome replaces it. */
  session: ISession;
  user: IUser | null;
  api: IInterviewApi;
  /** The model disposes of it. */
  connection: IInterviewConnection;
  /** The model disposes of it. */
  runner: IRunner;
  /** The store in which unsaved things outlive the page; without it they do not. */
  store?: IOfflineStore;
  /** The memory of what the interview was attached to; by default this page's. */
  attachments?: IAttachmentMemory;
  putAway?: IPutAwayMemory;
  timeLimitMs?: number;
  clock?: IClock;
}

/** The calls that a part of the model gets. */
interface IPart {
  hear(frame: ServerFrame): void;
  /** Called when a connection that had its welcome is gone. */
  disconnected?(): void;
}

/**
 * The document tells of its own refusals. That a caret or a report of this browser was refused is no
 * news to its person.
 */
const UNTOLD: readonly string[] = ['sync', 'cursor_change', 'insert_noted', 'away_noted'];

const UNREADABLE = 'What the server sent could not be read.';

export class InterviewModel implements IInterviewModel {
  constructor(options: IInterviewModelOptions) {
    const { api, connection, runner, timeLimitMs, clock = systemClock } = options;
    const page = UUID.uuid4();
    const sessionId = options.session.id;
    const touched = this._changes.request;
    const send = (frame: ClientFrame): boolean => connection.send(frame);
    const command = (frame: ClientFrame): boolean => {
      const isSent = send(frame);
      if (!isSent) {
        this.notices.say(OFFLINE);
      }
      return isSent;
    };
    this._connection = connection;
    this._runner = runner;
    this.notices = new Notices(touched);
    this.session = new Session({
      session: options.session,
      api,
      command,
      goesOn: () => connection.state === 'closed' && connection.retryNow(),
      touched
    });
    this.people = new People({
      me: options.user,
      api,
      sessionId,
      can: action => this.session.can(action),
      command,
      touched
    });
    this.announcement = new Announcement({ api, sessionId, memory: options.putAway, touched });
    this.arrivals = new Arrivals({
      clock,
      me: () => this.people.me,
      people: () => this.people.list,
      hasOthers: api.keptBy === 'server',
      touched
    });
    this.attachment = new Attachment({ api, sessionId, memory: options.attachments, touched });
    this.connection = new ConnectionStatus({
      connection,
      wasInside: () => this.document.ready,
      left: () => this.people.left,
      touched
    });
    this.offline = new OfflineState({
      store: options.store ?? new MemoryStore(),
      clock,
      waits: () => this.document.oldestUnsavedAt !== null || this.runs.isWaiting,
      touched
    });
    const { writer } = this.offline;
    this.files = new Files({
      language: options.session.language,
      command,
      me: () => this.people.me?.id,
      notify: this.notices.say,
      fill: (file, text) => this.document.fill(file, text),
      looked: () => this._looked(),
      touched
    });
    this.document = new InterviewDocument({
      send: data => connection.sendBinary(data),
      sendAge: ageMs => send({ type: 'edits_made', payload: { ageMs } }),
      notify: this.notices.say,
      mayEdit: () => this.session.can('edit'),
      inserted: insert => this.signals.came(insert),
      files: this.files,
      known: () => connection.known,
      writer,
      page,
      clock,
      touched
    });
    this.runs = new LiveRuns({
      runner,
      send,
      notify: this.notices.say,
      language: () => this.files.program.language ?? this.session.language,
      mayRun: () => this.session.can('run'),
      isTaken: () => this.questions.isTesting,
      program: held => this._program(held),
      timeLimitMs,
      writer,
      page,
      clock,
      touched
    });
    this.questions = new Questions({
      runner,
      send,
      command,
      notify: this.notices.say,
      past: {
        moments: () => api.moments(sessionId),
        textsAt: at => api.textsAt(sessionId, at),
        checkThen: check => api.checkThen(sessionId, check)
      },
      me: () => this.people.me,
      role: () => this.session.role,
      can: action => this.session.can(action),
      candidateChecks: () => this.session.settings.candidateChecks,
      serverChecks: () => this.runs.location.makesChecks,
      isRunning: () => this.runs.running,
      isReady: () => this.document.ready,
      file: () => this._lookedAt(this.runs.held),
      program: file => this._runnable(file),
      clock,
      taken: () => this.runs.taken(),
      touched
    });
    this.signals = new Signals({
      api,
      sessionId,
      me: () => this.people.me,
      role: () => this.session.role,
      settings: () => this.session.settings,
      isLive: () => this.session.state === 'live',
      unsavedSince: () => this.document.oldestUnsavedAt,
      texts: () => this._textsBeside(),
      others: file => this._textsOf(file),
      send,
      clock,
      touched
    });
    this.presence = new Presence({
      // A person who was not let in yet sends nothing.
      publish: (file, cursor) =>
        this.connection.isOnline && send({ type: 'cursor_change', payload: { file, cursor } }),
      people: () => this.people.list,
      file: this.files.current.id,
      clock
    });
    this._stall = new StallWatch(
      clock,
      () => this.document.oldestUnsavedAt,
      () => connection.renew()
    );
    this._reopening = new ReopenWatch(
      clock,
      async () => {
        const found = await api.get(sessionId);
        this.session.looked(found);
        return found.state;
      },
      () => connection.retryNow()
    );
    // A part may rely on the parts before it, which have handled the same frame.
    this._parts = [
      this.connection,
      this.session,
      this.people,
      this.announcement,
      this.arrivals,
      this.attachment,
      this.files,
      this.document,
      this.runs,
      this.questions,
      this.signals,
      this.presence
    ];
    connection.stateChanged.connect(this._onState);
    connection.frame.connect(this._onFrame);
    connection.binary.connect(this._onBinary);
  }

  get changed(): ISignal<IInterviewModel, void> {
    return this._changed;
  }

  readonly session: Session;
  readonly connection: ConnectionStatus;
  readonly people: People;
  readonly arrivals: Arrivals;
  readonly presence: Presence;
  readonly files: Files;
  readonly document: InterviewDocument;
  readonly runs: LiveRuns;
  readonly questions: Questions;
  readonly signals: Signals;
  readonly announcement: Announcement;
  readonly attachment: Attachment;
  readonly offline: OfflineState;
  readonly notices: Notices;

  leave(): void {
    this.runs.leave();
    this.questions.leave();
    this.signals.leave();
    void this.offline.writer.flush();
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
    this._reopening.stop();
    this.runs.dispose();
    this.questions.dispose();
    this.offline.dispose();
    this._connection.dispose();
    this.presence.dispose();
    this.files.dispose();
    this.document.dispose();
    this._runner.dispose();
    this.session.dispose();
    this.people.dispose();
    this.announcement.dispose();
    this.signals.dispose();
    this.arrivals.dispose();
    this.attachment.dispose();
    this.connection.dispose();
    this.notices.dispose();
    Signal.clearData(this);
  }

  private readonly _onState = (_: IInterviewConnection, state: ConnectionState): void => {
    if (state !== 'open' && this.connection.isOnline) {
      this._stall.disconnected();
      this._parts.forEach(part => part.disconnected?.());
      if (closedByEdit(this._connection.closed?.code) && this.document.oldestUnsavedAt !== null) {
        this.document.refused(NOT_TAKEN);
      }
    }
    const { closedBecause } = this.connection;
    if (closedBecause === 'ended') {
      this._reopening.ended();
    } else {
      this._reopening.stop();
    }
    const isGone = closedBecause === 'deleted' && !this.session.isRemoving;
    if (isGone || (closedBecause === 'shut_out' && this.document.oldestUnsavedAt !== null)) {
      this.document.gone();
    }
    this.connection.renewed();
  };

  private readonly _onFrame = (_: IInterviewConnection, frame: ServerFrame): void => {
    this._stall.heard();
    this._parts.forEach(part => part.hear(frame));
    if (frame.type === 'welcome') {
      this._welcomed(frame.payload.user);
    } else if (frame.type === 'error') {
      const { error, code, about, runId } = frame.payload;
      if (
        !UNTOLD.includes(about ?? '') &&
        this.runs.refused(about, code, runId) &&
        this.questions.refused(about, code)
      ) {
        this.notices.say(error, code);
      }
    }
  };

  private readonly _onBinary = (_: IInterviewConnection, data: Uint8Array): void => {
    this._stall.heard();
    try {
      this.document.receive(data);
    } catch (problem) {
      console.error(problem);
      this.document.refused(UNREADABLE);
    }
  };

  private *_textsOf(but: string): Iterable<string> {
    for (const file of this.files.folder.files) {
      if (file.id !== but) {
        yield this.document.bufferOf(file).text.toJSON();
      }
    }
  }

  /** What a person can read in the interview beside the files, the newest first. */
  private *_textsBeside(): Iterable<string> {
    for (const question of this.questions.listed) {
      yield JSON.stringify(question.cases);
      yield question.statement;
      yield* Object.values(question.starters).flatMap(files => files.map(({ text }) => text));
    }
    for (const run of [...this.runs.list].reverse()) {
      yield run.outputs.map(({ text }) => text).join('');
    }
  }

  private _looked(): void {
    this.presence.look(this.files.current.id);
    this.document.look();
    this.runs.look();
    this.questions.look();
  }

  private _program(held: IHeldText | null): IRunnable | null {
    const { folder, program } = this.files;
    return this.session.can('run')
      ? this._runnable(folder.entry === null ? this._lookedAt(held) : program)
      : null;
  }

  /** The file that is looked at: the one that an editor goes on showing, or the one that was chosen. */
  private _lookedAt(held: IHeldText | null): IFile | undefined {
    return held === null ? this.files.current : this.files.get(held.file);
  }

  /** What is run with this file; null where nothing can be. Who may run it is asked before. */
  private _runnable(file: IFile | undefined): IRunnable | null {
    const { document, files, session } = this;
    if (!document.ready || file === undefined) {
      return null;
    }
    const textOf = (other: IFile): string => document.bufferOf(other).text.toJSON();
    const program = programOf({ program: file, files: files.folder.files, textOf });
    return (
      program && {
        ...program,
        stateVector: document.stateVector,
        showsValue: session.settings.showsValues,
        user: this.people.me
      }
    );
  }

  private _welcomed(user: IUser): void {
    this._stall.connected();
    void this.offline.writer.load().then(kept => {
      if (!this._isDisposed) {
        this.document.restore(kept);
        this.runs.restore(kept, user);
      }
    });
  }

  private readonly _changed = new Signal<IInterviewModel, void>(this);
  private readonly _changes = new Coalesced(() => this._changed.emit());
  private readonly _connection: IInterviewConnection;
  private readonly _runner: IRunner;
  private readonly _stall: StallWatch;
  private readonly _reopening: ReopenWatch;
  private readonly _parts: readonly IPart[];
  private _isDisposed = false;
}
