/**
 * Own edits on their way to the server: kept until acknowledged, sent again after a reconnect.
 *
 * Updates leave in the order they were made. An update stays here, and in the offline store, until
 * an ack covers the frame that completed it, on whatever connection. No more frames leave in a second
 * than the server takes, and those that have to wait are joined by time. An edit that is older than
 * moments is sent with its age.
 *
 * After a server lost its last moments (it relays before it stores), this client may know text of
 * other people that the server does not have. Only its author may send that again, so own edits
 * that point at it wait here until the server has it.
 */
import * as Y from 'yjs';
import type { IClock } from '../clock';
import { reportedAge } from '../offline/reported-age';
import { batches, type IBatch, type IEdit } from './batches';
import { pointsAtMissing } from './missing-updates';
import { SendPace } from './send-pace';
import { encodeSync } from './sync';

export interface IOutboxOptions {
  /** Sends a binary frame; false when there is no connection. */
  send(frame: Uint8Array): boolean;
  /** Says how old the edits that follow are; false when there is no connection. */
  sendAge(ageMs: number): boolean;
  /** An edit that must outlive this page. */
  keep(edit: IEdit): void;
  /** Edits that are on the server's disk. */
  release(ids: readonly string[]): void;
  clock: IClock;
}

interface IEntry extends IEdit {
  number: number;
}

export class Outbox {
  /** `page` makes the ids of this page's edits unique among all pages. */
  constructor(
    private readonly _page: string,
    private readonly _options: IOutboxOptions
  ) {
    this._pace = new SendPace(_options.clock, () => this._flush());
  }

  get isEmpty(): boolean {
    return this._entries.length === 0;
  }

  /** When the oldest unacknowledged edit was made. */
  get oldestAt(): number | null {
    return this.isEmpty
      ? null
      : this._entries.reduce((at, entry) => Math.min(at, entry.at), Infinity);
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
    // A clock that was set back must not turn the order of the offline store around.
    this._latestAt = Math.max(this._latestAt, this._options.clock.now());
    const number = this._nextNumber++;
    // In an order that sorting knows.
    const id = `${this._page}:${String(number).padStart(ID_DIGITS, '0')}`;
    const entry = { number, id, update, at: this._latestAt };
    this._entries.push(entry);
    this._options.keep(entry);
    this._flush();
  }

  /**
   * Takes over edits of earlier pages, in their order. Those that are here already are passed over.
   */
  restore(edits: readonly IEdit[]): void {
    const here = new Set(this._entries.map(({ id }) => id));
    for (const edit of edits.filter(({ id }) => !here.has(id))) {
      this._latestAt = Math.max(this._latestAt, edit.at);
      this._entries.push({ ...edit, number: this._nextNumber++ });
    }
    this._flush();
  }

  /** Begins a new connection, on which frames count from one. Nothing leaves before `resume`. */
  open(): void {
    this.close();
    this._frames = [];
    this._toldAt = null;
    this._pace.reset();
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
    this._pace.stop();
  }

  /** Called when the server has what it was missing. */
  caughtUp(missing: ReadonlyMap<number, number>): void {
    this._missing = missing;
    this._flush();
  }

  /** Called when the first `frames` frames of this connection are on the server's disk. */
  acknowledge(frames: number): void {
    const done = this._frames[Math.min(frames, this._frames.length) - 1];
    if (done !== undefined) {
      const saved = this._entries.filter(entry => entry.number < done);
      this._entries = this._entries.slice(saved.length);
      this._options.release(saved.map(({ id }) => id));
    }
  }

  /**
   * Stop sending what is unacknowledged; frames already sent still count for acks. Answers with the
   * edits, which stay in the offline store.
   */
  abandon(): string[] {
    const ids = this._entries.map(({ id }) => id);
    this._entries = [];
    this._queue = [];
    this._queued = this._nextNumber;
    return ids;
  }

  dispose(): void {
    this.close();
    this.abandon();
  }

  private _flush(): void {
    while (this._isOpen && this._pace.mayLeave()) {
      if (this._queue.length === 0) {
        this._fillQueue();
      }
      const [next] = this._queue;
      if (next === undefined) {
        return;
      }
      if (!this._tellAge(next.at) || !this._send(next.piece)) {
        this.close();
        return;
      }
      this._queue.shift();
      this._frames.push(next.complete);
    }
  }

  private _fillQueue(): void {
    const waiting = this._entries.filter(entry => entry.number >= this._queued);
    const blocked = waiting.findIndex(({ update }) => pointsAtMissing(update, this._missing));
    const ready = blocked === -1 ? waiting : waiting.slice(0, blocked);
    const from = this._queued;
    this._queue = batches(ready).map(({ piece, ends, at }) => ({
      piece,
      at,
      complete: ends === 0 ? from : ready[ends - 1].number + 1
    }));
    this._queued = this._queue.at(-1)?.complete ?? from;
  }

  private _send(piece: Uint8Array): boolean {
    this._pace.left();
    return this._options.send(encodeSync({ kind: 'update', payload: piece }));
  }

  /**
   * Tells the server how old the next edits are: once for all frames of one time, and anew for
   * fresh ones.
   */
  private _tellAge(at: number): boolean {
    const ageMs = reportedAge(this._options.clock.now() - at);
    const told = ageMs === undefined ? null : at;
    if (told === this._toldAt) {
      return true;
    }
    this._toldAt = told;
    this._pace.left();
    return this._options.sendAge(ageMs ?? 0);
  }

  private readonly _pace: SendPace;
  private _entries: IEntry[] = [];
  private _nextNumber = 0;
  private _latestAt = 0;
  /** Packed and not sent yet; `complete`: entries below it are complete with this piece. */
  private _queue: (Pick<IBatch, 'piece' | 'at'> & { complete: number })[] = [];
  /** Entries below this number were packed for this connection. */
  private _queued = 0;
  /** `complete` of each frame sent on this connection. */
  private _frames: number[] = [];
  /** When the edits were made whose age was said last; null for fresh ones. */
  private _toldAt: number | null = null;
  private _missing: ReadonlyMap<number, number> = new Map();
  private _isOpen = false;
}

const ID_DIGITS = 9;
