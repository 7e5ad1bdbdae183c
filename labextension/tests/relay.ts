/**
 * A room in memory, twin of the server's: real Y.Docs and real sync frames, no network and no time.
 *
 * Frames wait in queues until `settle`. The document refuses what the server's gate refuses that
 * matters to a client: gaps, unknown neighbours, and ids of others. What is not stored is lost by
 * `crash`, though it was relayed. Its log is a list of what was stored; a `backup` of it can be put
 * back, which then continues nothing that came after.
 */
import * as Y from 'yjs';
import type {
  IAttachment,
  Action,
  ClientFrame,
  IAuthor,
  ILogPlace,
  IRun,
  ISession,
  IUser,
  Language
} from '../src/contract/protocol';
import { decodeSync, encodeSync } from '../src/model/document/sync';
import { Wire, type Message } from './wire';

const AT = '2026-09-30T10:00:00.000Z';

const title = 'Backend, round 2';

export const SESSION: ISession = {
  id: 'session-0001',
  createdAt: AT,
  code: '',
  language: 'python',
  title,
  state: 'live',
  endedAt: null,
  lobby: false,
  showValues: true,
  locks: { editing: false, runs: false },
  epoch: 1,
  languages: ['javascript', 'typescript', 'python'],
  role: 'candidate',
  actions: ['read', 'edit', 'language', 'run'],
  damaged: false,
  group: null
};

export function person(name: string): IUser {
  const id = `p-${name.toLowerCase()}`;
  return {
    id,
    name,
    color: '#1f77b4',
    role: 'candidate',
    kind: 'guest',
    online: true,
    waiting: false,
    handRaisedAt: null
  };
}

export class Relay {
  epoch = 1;
  language: Language = 'python';
  runs: IRun[] = [];
  textBytes = 1000;
  actions: Action[] = SESSION.actions;
  /** These wait: they get nothing but `waiting` until they are let in. */
  readonly outside = new Set<string>();
  /** How old the edits were said to be, for every update frame that arrived; null for fresh ones. */
  readonly ages: (number | null)[] = [];
  /** Stores by itself whenever it settles. */
  storesAtOnce = true;
  /** A sentence refuses the update. */
  refuse: (update: Uint8Array) => string | null = () => null;
  /** Makes runs itself; a test tells what they do. */
  serverRuns = false;
  /** Everybody here is the owner. */
  files = false;
  attachment: IAttachment | null = null;
  /** A sentence refuses every run. */
  refuseRuns: string | null = null;
  /** Every update frame that arrived, refused ones too. */
  readonly received: Uint8Array[] = [];
  readonly wires: Wire[] = [];

  get doc(): Y.Doc {
    return this._doc;
  }

  text(language: Language = this.language): string {
    return this._doc.getText(`code:${language}`).toJSON();
  }

  /** Types as the server does for REST. */
  type(text: string, at = 0): void {
    this._doc.getText(`code:${this.language}`).insert(at, text);
  }

  /** A connection that is open and has been welcomed once everything settled. */
  connect(user: IUser, known: ILogPlace | null = null): Wire {
    const wire = new Wire(this, user);
    wire.known = known;
    this.wires.push(wire);
    wire.open();
    return wire;
  }

  /** The end of the log, or what names an entry that was there. */
  get place(): ILogPlace {
    return { seq: this._disk.length, at: this._names.at(-1) ?? '0' };
  }

  /** Lets somebody in on the connection they have. */
  admit(wire: Wire): void {
    this.outside.delete(wire.user.id);
    this.welcome(wire);
  }

  welcome(wire: Wire): void {
    if (this.outside.has(wire.user.id)) {
      const { id, title, state } = SESSION;
      const user = { ...wire.user, waiting: true };
      wire.push({ type: 'waiting', payload: { user, session: { id, title, state } } });
      return;
    }
    const { language, epoch, runs, textBytes, actions } = this;
    const { known } = wire;
    const users = [...new Map(this.wires.map(({ user }) => [user.id, user])).values()];
    wire.push({
      type: 'welcome',
      payload: {
        protocol: 'interview.v1',
        epoch,
        continues: known === null || this._names[known.seq - 1] === known.at || known.at === '0',
        ...this.place,
        peer: wire.peer,
        user: wire.user,
        role: SESSION.role,
        actions,
        language,
        session: SESSION,
        users,
        runs,
        serverRuns: this.serverRuns,
        files: this.files,
        attachment: this.attachment,
        limits: { textBytes, outputBytes: 262144, jsonBytes: 65536, frameBytes: 262144 }
      }
    });
    wire.push(encodeSync({ kind: 'step1', payload: Y.encodeStateVector(this._doc) }));
  }

  /** Carries frames both ways until there are none. */
  settle(): void {
    let isMoving = true;
    while (isMoving) {
      isMoving = false;
      for (const wire of this.wires) {
        isMoving = wire.carry() || isMoving;
      }
      if (!isMoving && this.storesAtOnce) {
        isMoving = this.store();
      }
    }
  }

  /** Lets what was promised for the next turn happen, too, and carries what it sent. */
  async settled(): Promise<void> {
    this.settle();
    await new Promise(resolve => setTimeout(resolve));
    this.settle();
  }

  /** Writes to disk and acknowledges; whether there was anything. */
  store(): boolean {
    this._unstored.splice(0).forEach(update => {
      this._disk.push(update);
      this._names.push(`${++lastName}`);
    });
    return this.wires.map(wire => wire.acknowledge()).includes(true);
  }

  /** The process is killed and starts again with what its disk has; everybody is thrown out. */
  crash(): void {
    this.wires.forEach(wire => wire.drop(1006));
    this._unstored = [];
    this._doc = this._newDoc();
    this._disk.forEach(update => Y.applyUpdate(this._doc, update, 'disk'));
  }

  /** What is on disk now, to be put back later: the server stops and starts with it. */
  backup(): () => void {
    const [disk, names] = [[...this._disk], [...this._names]];
    return () => {
      [this._disk, this._names] = [disk, names];
      this.crash();
    };
  }

  /** The document was rebuilt from text after its history was lost. */
  rebuild(text: string): void {
    this.epoch++;
    [this._disk, this._names] = [[], []];
    this.crash();
    this.type(text);
    this.store();
  }

  handle(wire: Wire, message: ClientFrame | Uint8Array): void {
    if (!(message instanceof Uint8Array)) {
      this._handleFrame(wire, message);
      return;
    }
    const { kind, payload } = decodeSync(message);
    if (kind === 'step1') {
      const update = Y.encodeStateAsUpdate(this._doc, payload);
      wire.push(encodeSync({ kind: 'step2', payload: update }));
      return;
    }
    this.received.push(payload);
    this.ages.push(wire.saidAge);
    const sentence = this.refuse(payload) ?? this._gate(wire, payload);
    if (sentence === null) {
      Y.applyUpdate(this._doc, payload, wire);
    } else {
      const refusal = { error: sentence, code: 'update_refused', about: 'sync' };
      wire.push({ type: 'error', payload: refusal });
    }
  }

  tell(frame: Message, skip?: Wire): void {
    this.wires.filter(wire => wire !== skip).forEach(wire => wire.push(frame));
  }

  private _handleFrame(wire: Wire, frame: ClientFrame): void {
    const { id, name, color } = wire.user;
    const user = { id, name, color };
    switch (frame.type) {
      case 'edits_made':
        wire.saidAge = frame.payload.ageMs || null;
        break;
      case 'language_change':
        this.language = frame.payload.language;
        this.tell({ type: 'language_change', payload: { ...frame.payload, user } });
        break;
      case 'cursor_change':
        this.tell(
          { type: 'cursor_change', payload: { peer: wire.peer, userId: id, ...frame.payload } },
          wire
        );
        break;
      case 'run_started': {
        if (this.refuseRuns !== null) {
          const payload = { error: this.refuseRuns, code: 'rate_limited', about: frame.type };
          wire.push({ type: 'error', payload });
          break;
        }
        const { runId, language, ageMs = 0 } = frame.payload;
        if (this.runs.some(run => run.user?.id === id && run.state === 'running')) {
          const error = 'Your last run has not ended yet.';
          wire.push({ type: 'error', payload: { error, code: 'run_conflict', about: frame.type } });
          break;
        }
        this._start({ ...begun(runId, user, language), startedAt: ago(ageMs), offline: ageMs > 0 });
        break;
      }
      case 'run_code': {
        const { runId, language } = frame.payload;
        if (this.refuseRuns === null) {
          this._start({ ...begun(runId, user, language), source: 'server' });
        } else {
          const payload = { error: this.refuseRuns, code: 'rate_limited', about: frame.type };
          wire.push({ type: 'error', payload });
        }
        break;
      }
      case 'stop_run':
        this._end(frame.payload.runId, { state: 'stopped', error: 'Stopped', endedAt: AT });
        break;
      case 'run_output':
        this._print(wire, frame.payload);
        break;
      case 'execution_result': {
        const { runId, ageMs = 0, ...end } = frame.payload;
        this._end(runId, { tests: [], ...end, endedAt: ago(ageMs) });
        break;
      }
    }
  }

  private _start(run: IRun): void {
    this.runs.push(run);
    this.tell({ type: 'run_started', payload: { run: structuredClone(run) } });
  }

  private _end(runId: string, end: Partial<IRun>): void {
    const run = this.runs.find(({ id }) => id === runId);
    if (run) {
      Object.assign(run, end);
      const output = run.outputs.map(({ text }) => text).join('');
      const payload = { output, error: run.error, timestamp: AT, run: structuredClone(run) };
      this.tell({ type: 'execution_result', payload });
    }
  }

  private _print(
    wire: Wire,
    payload: Extract<ClientFrame, { type: 'run_output' }>['payload']
  ): void {
    const { runId, index, stream, text } = payload;
    const run = this.runs.find(({ id }) => id === runId);
    const seen = this._printed.get(runId) ?? 0;
    if (run && index === seen) {
      this._printed.set(runId, index + 1);
      run.outputs.push({ stream, text });
      this.tell({ type: 'run_output', payload }, wire);
    }
  }

  private _gate(wire: Wire, update: Uint8Array): string | null {
    const trial = new Y.Doc();
    Y.applyUpdate(trial, Y.encodeStateAsUpdate(this._doc));
    const before = Y.decodeStateVector(Y.encodeStateVector(trial));
    Y.applyUpdate(trial, update);
    if (trial.store.pendingStructs !== null || trial.store.pendingDs !== null) {
      return 'The update refers to something that is not there yet.';
    }
    for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(trial))) {
      if (clock > (before.get(client) ?? 0)) {
        const owner = this._owners.get(client) ?? wire.user.id;
        this._owners.set(client, owner);
        if (owner !== wire.user.id) {
          return 'That client id belongs to somebody else.';
        }
      }
    }
    const foreign = [...trial.share.keys()].filter(root => !root.startsWith('code:'));
    return foreign.length > 0 ? `There is no text ${foreign.join()}.` : null;
  }

  private _newDoc(): Y.Doc {
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'disk') {
        this._unstored.push(update);
        const skip = origin instanceof Wire ? origin : undefined;
        this.tell(encodeSync({ kind: 'update', payload: update }), skip);
      }
    });
    return doc;
  }

  private _disk: Uint8Array[] = [];
  /** Of each entry of the log. */
  private _names: string[] = [];
  private _unstored: Uint8Array[] = [];
  private readonly _owners = new Map<number, string>();
  private readonly _printed = new Map<string, number>();
  private _doc = this._newDoc();
}

function begun(id: string, user: IAuthor, language: Language): IRun {
  return {
    id,
    user,
    language,
    state: 'running',
    source: 'browser',
    startedAt: AT,
    endedAt: null,
    durationMs: null,
    outputs: [],
    error: null,
    truncated: false,
    tests: [],
    offline: false
  };
}

let lastName = 1000;

/** The relay has no clock: everything comes at `AT`, less what its author says. */
function ago(ageMs: number): string {
  return new Date(Date.parse(AT) - ageMs).toISOString();
}
