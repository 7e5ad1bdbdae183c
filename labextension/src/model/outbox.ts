/**
 * Own edits on their way to the server: kept until acknowledged, sent again after a reconnect.
 *
 * Invariants: updates leave in the order they were made; an update stays here until an ack covers
 * the frame that completed it, on whatever connection; no more frames a second leave than the
 * server takes, and what has to wait is joined.
 *
 * After a server lost its last moments (it relays before it stores), this client may know text of
 * other people that the server does not have. Only its author may send that again, so own edits
 * that point at it wait here until the server has it.
 */
import * as Y from 'yjs';
import type { IClock } from './clock';
import { encodeSync } from './sync';
import { pack } from './update-pieces';

/** Frames that may leave at once, and how soon each of them may be followed by another. */
const BURST = 60;
const REFILL_MS = 40;

interface IEntry {
  number: number;
  update: Uint8Array;
  /** When the edit was made. */
  at: number;
}

export class Outbox {
  constructor(
    private readonly _send: (frame: Uint8Array) => boolean,
    private readonly _clock: IClock
  ) {}

  get isEmpty(): boolean {
    return this._entries.length === 0;
  }

  /** When the oldest unacknowledged edit was made. */
  get oldestAt(): number | null {
    return this._entries[0]?.at ?? null;
  }

  get updates(): Uint8Array[] {
    return this._entries.map(entry => entry.update);
  }

  /** Yjs clients of the unacknowledged edits. */
  get clients(): Set<number> {
    return new Set(
      this._entries.flatMap(({ update }) =>
        Y.decodeUpdate(update).structs.map(struct => struct.id.client)
      )
    );
  }

  add(update: Uint8Array): void {
    this._entries.push({ number: this._nextNumber++, update, at: this._clock.now() });
    this._flush();
  }

  /** A new connection, on which frames count from one. Nothing leaves before `resume`. */
  open(): void {
    this.close();
    this._frames = [];
    this._fullAt = 0;
  }

  /**
   * Send everything unacknowledged, again if need be. `missing` is where the server's knowledge of
   * other people's clients ends, for those of whom this client knows more.
   */
  resume(missing: ReadonlyMap<number, number>): void {
    this._isOpen = true;
    this._missing = missing;
    this._queue = [];
    this._queued = this._entries[0]?.number ?? this._nextNumber;
    this._flush();
  }

  close(): void {
    this._isOpen = false;
    this._cancelTimer?.();
    this._cancelTimer = null;
  }

  /** The server caught up with what it was missing. */
  caughtUp(missing: ReadonlyMap<number, number>): void {
    this._missing = missing;
    this._flush();
  }

  /** The first `frames` frames of this connection are on the server's disk. */
  acknowledge(frames: number): void {
    const done = this._frames[Math.min(frames, this._frames.length) - 1];
    if (done !== undefined) {
      this._entries = this._entries.filter(entry => entry.number >= done);
    }
  }

  /** Forget everything unacknowledged; frames already sent still count for acks. */
  abandon(): void {
    this._entries = [];
    this._queue = [];
    this._queued = this._nextNumber;
  }

  dispose(): void {
    this.close();
    this.abandon();
  }

  private _flush(): void {
    while (this._isOpen && this._mayLeave()) {
      if (this._queue.length === 0) {
        this._fillQueue();
      }
      const [next] = this._queue;
      if (next === undefined) {
        return;
      }
      if (!this._send(encodeSync({ kind: 'update', payload: next.piece }))) {
        this.close();
        return;
      }
      this._queue.shift();
      this._frames.push(next.complete);
      this._fullAt = Math.max(this._fullAt, this._clock.now()) + REFILL_MS;
    }
  }

  private _fillQueue(): void {
    const waiting = this._entries.filter(entry => entry.number >= this._queued);
    const blocked = waiting.findIndex(({ update }) => pointsAtMissing(update, this._missing));
    const ready = blocked === -1 ? waiting : waiting.slice(0, blocked);
    const from = this._queued;
    this._queue = pack(ready.map(entry => entry.update)).map(({ piece, ends }) => ({
      piece,
      complete: ends === 0 ? from : ready[ends - 1].number + 1
    }));
    this._queued = this._queue.at(-1)?.complete ?? from;
  }

  /** Whether the pace allows another frame; if not, a timer goes on when it does. */
  private _mayLeave(): boolean {
    if (this._fullAt - this._clock.now() < BURST * REFILL_MS) {
      return true;
    }
    this._cancelTimer ??= this._clock.after(REFILL_MS, () => {
      this._cancelTimer = null;
      this._flush();
    });
    return false;
  }

  private _entries: IEntry[] = [];
  private _nextNumber = 0;
  /** Packed and not sent yet; `complete`: entries below it are complete with this piece. */
  private _queue: { piece: Uint8Array; complete: number }[] = [];
  /** Entries below this number were packed for this connection. */
  private _queued = 0;
  /** `complete` of each frame sent on this connection. */
  private _frames: number[] = [];
  private _missing: ReadonlyMap<number, number> = new Map();
  private _isOpen = false;
  /** When the allowance would be full again if nothing more left. */
  private _fullAt = 0;
  private _cancelTimer: (() => void) | null = null;
}

/** Whether an update refers to structs at or after the clocks of `missing`. */
function pointsAtMissing(update: Uint8Array, missing: ReadonlyMap<number, number>): boolean {
  if (missing.size === 0) {
    return false;
  }
  const isMissing = (id: { client: number; clock: number } | null): boolean =>
    id !== null && id.clock >= (missing.get(id.client) ?? Infinity);
  const { structs, ds } = Y.decodeUpdate(update);
  return (
    structs.some(
      struct =>
        struct instanceof Y.Item && (isMissing(struct.origin) || isMissing(struct.rightOrigin))
    ) ||
    [...ds.clients].some(([client, ranges]) =>
      ranges.some(({ clock, len }) => isMissing({ client, clock: clock + len - 1 }))
    )
  );
}
