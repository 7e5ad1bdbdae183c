/**
 * A room in memory, twin of the server's: real Y.Docs and real sync frames, no network and no time.
 * What is asked of the session is decided by `src/session`, and told in its words.
 *
 * Frames wait in queues until `settle`. The document refuses what the server's gate refuses that
 * matters to a client: gaps, unknown neighbours, and ids of others. What is not stored is lost by
 * `crash`, though it was relayed. Its log is a list of what was stored; a `backup` of it can be put
 * back, which then continues nothing that came after.
 */
import * as Y from 'yjs';
import { fileIn, rootOf } from '../src/contract/files';
import type { SessionCommand } from '../src/contract/generated-events';
import type {
  ClientFrame,
  ILogPosition,
  IRun,
  ISession,
  IUser,
  Language
} from '../src/contract/protocol';
import { decodeSync, encodeSync } from '../src/model/document/sync';
import { InterviewError } from '../src/model/ports';
import type { IActor } from '../src/session/actor';
import { commandOf } from '../src/session/asking';
import { blank, decided, type IDecided, type IInterview } from '../src/session/interview';
import type { Limits } from '../src/session/limits';
import { demandPerson, personIn } from '../src/session/people-book';
import { decide, evolve } from '../src/session/perform';
import type { IParticipantRecord } from '../src/session/records';
import { LIMITS } from '../src/session/server-facts';
import { frameFor } from '../src/session/telling';
import * as view from '../src/session/view';
import { Wire, type Message } from './wire';

const AT = '2026-09-30T10:00:00.000Z';

/** The relay has no clock: everything happens at `AT`, but what its author says is older. */
const NOW_US = Date.parse(AT) * 1000;

/** Long before, so that offline runs are not older than the interview. */
const BEGAN_US = Date.parse('2026-09-01T09:00:00.000Z') * 1000;

const title = 'Backend, round 2';

function begin(): IInterview {
  const language = 'python';
  const created = { title, language, state: 'live', createdBy: 'user:owner' } as const;
  return evolve(blank('session-0001', LIMITS), { type: 'SessionCreated', ...created }, BEGAN_US);
}

/** As a candidate sees it. */
export const SESSION: ISession = view.session(begin(), 'candidate', '');

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

/** Somebody who holds the interview, and need not be here. */
export const HOST: IActor = { role: 'owner' };

export class Relay {
  textBytes = 1000;
  /** A test may let people have less. */
  limits: Limits = LIMITS;
  /** These wait: they get nothing but `waiting` until they are let in. */
  readonly outside = new Set<string>();
  /** How old the edits were said to be, for every update frame that arrived; null for fresh ones. */
  readonly ages: (number | null)[] = [];
  /** Stores by itself whenever it settles. */
  storesAtOnce = true;
  /** A sentence refuses the update. */
  refuse: (update: Uint8Array) => string | null = () => null;
  /** Makes runs itself; a test tells what they do. */
  serverRuns: Language[] = [];
  /** Makes checks itself. */
  serverChecks = false;
  /** Everybody here is the owner. */
  files = false;
  /** A sentence refuses every run that the server shall make, which no rule of a session decides. */
  refuseRuns: string | null = null;
  /** Every update frame that arrived, refused ones too. */
  readonly received: Uint8Array[] = [];
  readonly wires: Wire[] = [];

  get doc(): Y.Doc {
    return this._doc;
  }

  get language(): Language {
    return this._interview.session.language;
  }

  get runs(): IRun[] {
    return this._interview.runs.list.map(view.run);
  }

  /** Something is asked of the session; answers with what is refused, and tells everybody else. */
  perform(actor: IActor, command: SessionCommand, origin?: Wire): InterviewError | null {
    const given = { nowUs: NOW_US, limits: this.limits, id: `f-${++lastFile}` };
    try {
      decide(this._interview, actor, command, given).forEach(one => this._happen(one, origin));
      return null;
    } catch (problem) {
      if (problem instanceof InterviewError) {
        return problem;
      }
      throw problem;
    }
  }

  text(file: string = this._interview.folder.shown): string {
    return this._doc.getText(rootOf(file)).toJSON();
  }

  /** Types as the server does for REST. */
  type(text: string, at = 0): void {
    this._doc.getText(rootOf(this._interview.folder.shown)).insert(at, text);
  }

  /** A connection that is open and has been welcomed once everything settled. */
  connect(user: IUser, known: ILogPosition | null = null): Wire {
    const wire = new Wire(this, user);
    wire.known = known;
    if (personIn(this._interview.people, user.id) === undefined) {
      const { id: participant, name, color, role } = user;
      const joined = { participant, name, color, role, admitted: !this.outside.has(user.id) };
      this._happen(decided({ type: 'PersonJoined', ...joined }));
    }
    this.wires.push(wire);
    wire.open();
    return wire;
  }

  /** The end of the log, or what names an entry that was there. */
  get place(): ILogPosition {
    return { seq: this._disk.length, at: this._names.at(-1) ?? '0' };
  }

  /** Lets somebody in on the connection they have. */
  admit(wire: Wire): void {
    const participant = wire.user.id;
    this.outside.delete(participant);
    this.perform(HOST, { type: 'PersonChange', participant, role: null, admitted: true });
    this.welcome(wire);
  }

  welcome(wire: Wire): void {
    const person = this._person(wire);
    const user = view.user(person, true);
    if (user.waiting) {
      const session = view.waitingSession(this._interview);
      wire.push({ type: 'waiting', payload: { user, session } });
      return;
    }
    const { epoch, language, role, actions, ...session } = view.session(
      this._interview,
      person.role,
      ''
    );
    // A server tells it to whoever joins, and in no frame.
    Reflect.deleteProperty(session, 'copiedFrom');
    const { runs, textBytes } = this;
    const { releaseDays, releaseDaysMost } = this.limits;
    const releases = { releaseDays, releaseDaysMost };
    const { known } = wire;
    const users = view.peopleFor(this._interview, role).map(record =>
      view.user(
        record,
        this.wires.some(other => other.user.id === record.id)
      )
    );
    wire.push({
      type: 'welcome',
      payload: {
        protocol: 'interview.v1',
        epoch,
        continues: known === null || this._names[known.seq - 1] === known.at || known.at === '0',
        ...this.place,
        peer: wire.peer,
        user,
        role,
        actions,
        language,
        folder: this._interview.folder,
        session,
        users,
        runs,
        serverRuns: this.serverRuns,
        serverChecks: this.serverChecks,
        files: this.files,
        attachment: this._interview.attachment,
        announcement: this._interview.announcement,
        signals: view.signals(this._interview, role, user.id),
        questions: [...this._interview.questions.listed],
        sides: view.sides(this._interview, role),
        checks: view.checks(this._interview, role, 50),
        hiddenResults: [...this._interview.checks.results.values()],
        limits: {
          textBytes,
          outputBytes: 262144,
          jsonBytes: 65536,
          frameBytes: 262144,
          ...releases
        }
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
    const epoch = this._interview.session.epoch + 1;
    this._interview = evolve(this._interview, { type: 'SessionChanged', epoch }, NOW_US);
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
    if (frame.type === 'edits_made') {
      wire.saidAge = frame.payload.ageMs || null;
    } else if (frame.type === 'cursor_change') {
      const payload = { peer: wire.peer, userId: wire.user.id, ...frame.payload };
      this.tell({ type: 'cursor_change', payload }, wire);
    } else if (frame.type === 'run_code' && this.refuseRuns !== null) {
      const { runId } = frame.payload;
      const refusal = { error: this.refuseRuns, code: 'rate_limited', about: frame.type, runId };
      wire.push({ type: 'error', payload: refusal });
    } else {
      this._ask(wire, frame);
    }
  }

  private _ask(wire: Wire, frame: ClientFrame): void {
    const command = this._commandOf(frame);
    const { id: participant, role } = this._person(wire);
    const refused = command && this.perform({ role, participant }, command, wire);
    if (refused) {
      const run = 'runId' in frame.payload ? { runId: frame.payload.runId } : {};
      const payload = { error: refused.message, code: refused.code, about: frame.type, ...run };
      wire.push({ type: 'error', payload });
    }
  }

  private _commandOf(frame: ClientFrame): SessionCommand | null {
    switch (frame.type) {
      case 'run_code':
        return { type: 'BeginServerRun', ...frame.payload };
      case 'check_here': {
        const { file, ...asked } = frame.payload;
        const found = fileIn(this._interview.folder, file);
        const language = found?.language ?? this.language;
        return { type: 'BeginServerCheck', ...asked, language, file: found?.name ?? null };
      }
      default:
        return commandOf(frame);
    }
  }

  private _happen(one: IDecided, origin?: Wire): void {
    const earlier = this._interview;
    this._interview = evolve(earlier, one.event, NOW_US);
    const skip = one.event.type === 'RunPrinted' ? origin : undefined;
    for (const wire of this.wires.filter(wire => wire !== skip)) {
      const frame = frameFor(this._person(wire), earlier, this._interview, one, () => true);
      if (frame !== null) {
        wire.push(frame);
      }
    }
  }

  private _person({ user }: Wire): IParticipantRecord {
    return demandPerson(this._interview.people, user.id);
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
    const { files, removed } = this._interview.folder;
    const known = [...files, ...removed].map(({ id }) => rootOf(id));
    const foreign = [...trial.share.keys()].filter(
      root => !root.startsWith('code:') && !known.includes(root)
    );
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
  private _doc = this._newDoc();
  private _interview = begin();
}

let lastName = 1000;
let lastFile = 10_000_000;
