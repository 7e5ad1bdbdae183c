/**
 * The connection of an interview that lives in this browser.
 *
 * It speaks as the server does, so the model knows no difference. Each command is stored in the log
 * in one transaction, every tab reads the log in its order and tells its model, and an ack follows
 * what is stored. Every tab holds the whole document; none of them is the server of the others.
 */
import { Signal } from '@lumino/signaling';
import * as Y from 'yjs';
import { CloseCode } from '../../contract/protocol';
import type { ClientFrame, IAuthor, ILogPosition, ServerFrame } from '../../contract/protocol';
import { systemClock, type IClock } from '../../model/clock';
import { decodeSync, encodeSync } from '../../model/document/sync';
import { InterviewError } from '../../model/ports';
import { SEAL_MS } from '../../session/seals';
import { ObservedConnection } from '../observed-connection';
import type { Entry, LocalDatabase } from './database';
import { LocalRoom, type Asked } from './room';
import { Tabs, type ICaret, type IListener, type IPeer, type Locks } from './tabs';

export interface ILocalConnectionOptions {
  database: LocalDatabase;
  sessionId: string;
  /** The participant as whom this page takes part. */
  user: IAuthor;
  clock?: IClock;
  /** The locks of the browser; tests give others. */
  locks?: Locks;
}

/** One visit of this page, from its arrival until it leaves or fails. */
interface IStay {
  readonly peer: number;
  readonly tabs: Tabs;
  readonly asked: Asked[];
  /** Null until the log was read. */
  room: LocalRoom | null;
  /** The number of edit frames that were handled. */
  frames: number;
  isBehind: boolean;
  /** Somebody went away, and may have left a run behind. */
  isLosing: boolean;
  /** Texts were changed a while ago, and may not be sealed. */
  isSealing: boolean;
  isWorking: boolean;
}

/** How soon a browser that could not store is asked again. */
const RETRY_MS = 2_000;

export class LocalConnection extends ObservedConnection {
  constructor(private readonly _options: ILocalConnectionOptions) {
    super();
    this._clock = _options.clock ?? systemClock;
    void this._connect();
  }

  known: ILogPosition | null = null;

  send(frame: ClientFrame): boolean {
    const stay = this._stay;
    if (stay === null || this.state !== 'open') {
      return false;
    }
    if (frame.type === 'cursor_change') {
      stay.tabs.showCaret(frame.payload);
    } else {
      this._want(stay, frame);
    }
    return true;
  }

  sendBinary(data: Uint8Array): boolean {
    const stay = this._stay;
    if (!stay?.room || this.state !== 'open') {
      return false;
    }
    const { kind, payload } = decodeSync(data);
    if (kind === 'step1') {
      const missing = Y.encodeStateAsUpdate(stay.room.doc, payload);
      queueMicrotask(() => this._tellBinary(stay, 'step2', missing));
    } else {
      this._want(stay, { type: 'update', update: payload.slice() });
    }
    return true;
  }

  retryNow(): void {
    if (this.state === 'waiting' || this.state === 'closed') {
      void this._connect();
    }
  }

  renew(): void {
    this._end();
    void this._connect();
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._end();
      this._setState('closed');
      Signal.clearData(this);
    }
  }

  private async _connect(): Promise<void> {
    const { database, sessionId } = this._options;
    this._end();
    this._setState('connecting');
    const stay = this._arrive();
    this._stay = stay;
    try {
      await stay.tabs.enter();
      const { record, entries } = await database.read(sessionId, 0);
      if (this._stay === stay) {
        stay.room = new LocalRoom(record, entries);
        this._opened(stay, stay.room);
      }
    } catch (problem) {
      this._fail(stay, problem);
    }
  }

  private _arrive(): IStay {
    const { sessionId, user, locks } = this._options;
    const peer = 1 + Math.floor(Math.random() * (2 ** 31 - 1));
    const heard: IListener = {
      onNews: () => {
        stay.isBehind = true;
        void this._work(stay);
      },
      onDeleted: () => this._close(stay),
      onArrived: ({ userId }) => this._tellOf(stay, userId, 'user_joined'),
      onLeft: other => this._left(stay, other),
      onCaret: ({ peer, userId, file, cursor }) =>
        this._tellCaret(stay, { peer, userId, file, cursor })
    };
    const stay: IStay = {
      peer,
      tabs: new Tabs(sessionId, { peer, userId: user.id }, heard, locks),
      asked: [],
      room: null,
      frames: 0,
      isBehind: false,
      isLosing: true,
      isSealing: false,
      isWorking: false
    };
    return stay;
  }

  private _opened(stay: IStay, room: LocalRoom): void {
    this._closed = null;
    this._setState('open');
    const isHere = (userId: string): boolean => stay.tabs.isHere(userId);
    const payload = room.welcome(stay.peer, this._options.user, isHere);
    this._tell(stay, { type: 'welcome', payload });
    this._tellBinary(stay, 'step1', Y.encodeStateVector(room.doc));
    void this._work(stay);
  }

  /** One thing after another, until there is nothing left to do. */
  private async _work(stay: IStay): Promise<void> {
    if (stay.isWorking || stay.room === null) {
      return;
    }
    stay.isWorking = true;
    try {
      while (this._stay === stay && hasWork(stay)) {
        await this._step(stay, stay.room);
      }
    } catch (problem) {
      this._fail(stay, problem);
    } finally {
      stay.isWorking = false;
    }
  }

  private async _step(stay: IStay, room: LocalRoom): Promise<void> {
    const { database, sessionId, user } = this._options;
    const now = this._clock.now();
    const asked = stay.asked.splice(0);
    const isAsked = asked.length > 0 || stay.isSealing;
    const isLosing = stay.isLosing && !isAsked;
    stay.isBehind = false;
    stay.isSealing = false;
    const refusals: ServerFrame[] = [];
    if (isAsked) {
      const by = { peer: stay.peer, at: now, after: room.seq };
      await database.change(sessionId, by, (record, unread) =>
        room.decide(record, unread, asked, user, now, refusals)
      );
      stay.tabs.ring();
    } else if (isLosing) {
      await this._giveUpLost(stay, room, now);
    }
    const { entries } = await database.read(sessionId, room.seq);
    if (this._stay === stay) {
      const written = new Set<string>();
      for (const entry of entries) {
        const files = room.learn(entry);
        if (entry.peer === stay.peer) {
          files.filter(file => !room.isListed(file)).forEach(file => written.add(file));
        }
        this._tellEntry(stay, room, entry);
      }
      // Others had removed them, and this tab did not know it.
      [...written]
        .filter(file => !room.isListed(file))
        .forEach(file => this._want(stay, { type: 'file_restore', payload: { file } }));
      refusals.forEach(refusal => this._tell(stay, refusal));
      this._acknowledge(stay, room, asked);
      this._sealLater(stay, room);
    }
  }

  /** Seals what was changed, when nobody has done it until then. */
  private _sealLater(stay: IStay, room: LocalRoom): void {
    const since = room.unsealedSince;
    if (since === null) {
      this._stopSealing?.();
      this._stopSealing = null;
    } else {
      this._stopSealing ??= this._clock.after(SEAL_MS, () => {
        this._stopSealing = null;
        stay.isSealing = true;
        void this._work(stay);
      });
    }
  }

  private async _giveUpLost(stay: IStay, room: LocalRoom, now: number): Promise<void> {
    const { database, sessionId } = this._options;
    const isHere = (userId: string): boolean => stay.tabs.isHere(userId);
    let lost = 0;
    stay.isLosing = false;
    const by = { peer: stay.peer, at: now, after: room.seq };
    await database.change(sessionId, by, (record, unread) => {
      // What others wrote meanwhile is read first.
      stay.isLosing = unread.length > 0;
      const change = room.decideLost(record, unread, isHere, now);
      lost = change.news.length;
      return change;
    });
    if (lost > 0) {
      stay.tabs.ring();
    }
  }

  private _acknowledge(stay: IStay, room: LocalRoom, asked: readonly Asked[]): void {
    const updates = asked.filter(({ type }) => type === 'update').length;
    if (updates > 0) {
      stay.frames += updates;
      this._tell(stay, { type: 'ack', payload: { updates: stay.frames, ...room.position } });
    }
  }

  private _tellEntry(stay: IStay, room: LocalRoom, entry: Entry): void {
    if ('update' in entry) {
      // Own edits too: it changes nothing, and the first text of a buffer is nobody's typing.
      this._tellBinary(stay, 'update', entry.update);
    } else if (entry.peer !== stay.peer || entry.event.type !== 'RunPrinted') {
      const frame = room.told(entry, this._options.user, userId => stay.tabs.isHere(userId));
      if (frame !== null) {
        this._tell(stay, frame);
      }
    }
  }

  private _left(stay: IStay, { peer, userId }: IPeer): void {
    this._tellCaret(stay, { peer, userId, file: stay.room?.shown ?? '', cursor: null });
    if (!stay.tabs.isHere(userId)) {
      this._tellOf(stay, userId, 'user_left');
      stay.isLosing = true;
      void this._work(stay);
    }
  }

  private _tellCaret(stay: IStay, payload: IPeer & ICaret): void {
    this._tell(stay, { type: 'cursor_change', payload });
  }

  /** Tells that somebody is there now, or is not any more. */
  private _tellOf(stay: IStay, userId: string, type: 'user_joined' | 'user_left'): void {
    const user = stay.room?.user(userId, id => stay.tabs.isHere(id));
    if (user) {
      const frame: ServerFrame =
        type === 'user_joined'
          ? { type, payload: { user } }
          : { type, payload: { user, reason: 'away' } };
      this._tell(stay, frame);
    }
  }

  private _tell(stay: IStay, frame: ServerFrame): void {
    if (this._stay === stay && this.state === 'open') {
      this._frame.emit(frame);
    }
  }

  private _tellBinary(stay: IStay, kind: 'step1' | 'step2' | 'update', payload: Uint8Array): void {
    if (this._stay === stay && this.state === 'open') {
      this._binary.emit(encodeSync({ kind, payload }));
    }
  }

  private _want(stay: IStay, asked: Asked): void {
    stay.asked.push(asked);
    void this._work(stay);
  }

  private _fail(stay: IStay, problem: unknown): void {
    if (this._stay !== stay) {
      return;
    }
    if (problem instanceof InterviewError && problem.status === 404) {
      this._close(stay);
      return;
    }
    console.error(problem);
    this._end();
    this._closed = { code: CloseCode.overloaded, reason: '' };
    this._stopWaiting = this._clock.after(RETRY_MS, () => this.retryNow());
    this._setState('waiting');
  }

  /** The interview was deleted. */
  private _close(stay: IStay): void {
    if (this._stay === stay) {
      this._end();
      this._closed = { code: CloseCode.unknown, reason: '' };
      this._setState('closed');
    }
  }

  /** Ends the visit. The model sends again what was not stored. */
  private _end(): void {
    this._stopWaiting?.();
    this._stopWaiting = null;
    this._stopSealing?.();
    this._stopSealing = null;
    this._stay?.tabs.leave();
    this._stay = null;
  }

  private readonly _clock: IClock;
  private _stay: IStay | null = null;
  private _stopWaiting: (() => void) | null = null;
  private _stopSealing: (() => void) | null = null;
}

function hasWork({ asked, isBehind, isLosing, isSealing }: IStay): boolean {
  return asked.length > 0 || isBehind || isLosing || isSealing;
}
