/**
 * Turns `cursor_change` events into the editor's remote cursors.
 *
 * The server stamps whose they are; this feeds a local Awareness object, which is never sent. Its
 * states are keyed by the server's connection numbers. Only carets of the file that is looked at
 * are in it.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { IAuthor, ICursor, ServerFrame } from '../../contract/protocol';
import type { IClock } from '../clock';
import { underWhiteText } from './color';
import { fromCaret, toCaret } from './cursor';

type CursorChange = Extract<ServerFrame, { type: 'cursor_change' }>['payload'];

/** How often the own cursor is sent at most. */
const INTERVAL_MS = 100;

const SELECTION_OPACITY = '33';

export interface IPresence {
  /** Feeds the editor's remote cursors. Its local field `cursor` is watched and published. */
  readonly awareness: Awareness;
  /** The file in which each person's caret is, by their ids. */
  readonly whereabouts: ReadonlyMap<string, string>;
  /** Fires when somebody's caret has gone to another file. */
  readonly moved: ISignal<IPresence, void>;
}

export interface IPresenceOptions {
  publish(file: string, cursor: ICursor | null): void;
  /** Everybody there is now. */
  people(): readonly IAuthor[];
  /** The id of the file that is looked at. */
  file: string;
  clock: IClock;
}

export class Presence implements IPresence {
  constructor(private readonly _options: IPresenceOptions) {
    this._file = _options.file;
    this.awareness.on('change', this._onChange);
  }

  readonly awareness = new Awareness(new Y.Doc());

  get whereabouts(): ReadonlyMap<string, string> {
    return this._whereabouts;
  }

  get moved(): ISignal<IPresence, void> {
    return this._moved;
  }

  /** Called when another file is looked at. */
  look(file: string): void {
    if (file !== this._file) {
      this._file = file;
      this.awareness.setLocalStateField('cursor', null);
      this._draw();
    }
  }

  /** `people` of the options knows this frame already. */
  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._connected(frame.payload.peer);
        break;
      case 'user_left':
        this._gone(frame.payload.user.id);
        this._takePeople();
        break;
      case 'user_joined':
        this._takePeople();
        break;
      case 'cursor_change':
        this._change(frame.payload);
        break;
    }
  }

  disconnected(): void {
    this._carets.clear();
    this._draw();
  }

  dispose(): void {
    this._cancel?.();
    this.awareness.off('change', this._onChange);
    this.awareness.destroy();
    this.awareness.doc.destroy();
    Signal.clearData(this);
  }

  /** Begins anew for a new connection: nobody's cursor is known, and nobody knows ours. */
  private _connected(ownPeer: number): void {
    this._ownPeer = ownPeer;
    this._carets.clear();
    this._published = 'null';
    this._takePeople();
    this._publishSoon();
  }

  private _takePeople(): void {
    this._users = new Map(this._options.people().map(user => [user.id, user]));
    this._draw();
  }

  private _change(change: CursorChange): void {
    if (change.cursor === null) {
      this._carets.delete(change.peer);
    } else if (change.peer !== this._ownPeer) {
      this._carets.set(change.peer, change);
    }
    this._draw();
  }

  private _gone(userId: string): void {
    for (const [peer, caret] of this._carets) {
      if (caret.userId === userId) {
        this._carets.delete(peer);
      }
    }
    this._draw();
  }

  private _draw(): void {
    const states = new Map<number, Record<string, unknown>>();
    const whereabouts = new Map<string, string>();
    for (const [peer, { userId, file, cursor }] of this._carets) {
      const user = this._users.get(userId);
      const caret = cursor && toCaret(cursor, file);
      if (user && caret) {
        whereabouts.set(userId, file);
      }
      if (user && caret && file === this._file) {
        const color = underWhiteText(user.color);
        const colorLight = color + SELECTION_OPACITY;
        const shown = { id: userId, name: user.name, color, colorLight };
        states.set(peer, { user: shown, cursor: caret });
      }
    }
    this._tellWhereabouts(whereabouts);
    const { added, updated, removed } = this._replaceStates(states);
    if (added.length + updated.length + removed.length > 0) {
      this.awareness.emit('change', [{ added, updated, removed }, this]);
      this.awareness.emit('update', [{ added, updated, removed }, this]);
    }
  }

  private _tellWhereabouts(now: ReadonlyMap<string, string>): void {
    const before = this._whereabouts;
    const isSame = [...now].every(([user, file]) => before.get(user) === file);
    if (!isSame || now.size !== before.size) {
      this._whereabouts = now;
      this._moved.emit();
    }
  }

  private _replaceStates(states: Map<number, Record<string, unknown>>): {
    added: number[];
    updated: number[];
    removed: number[];
  } {
    const { awareness } = this;
    const shown = [...awareness.getStates().keys()].filter(peer => peer !== awareness.clientID);
    const removed = shown.filter(peer => !states.has(peer));
    removed.forEach(peer => {
      awareness.states.delete(peer);
      awareness.meta.delete(peer);
    });
    const added = [...states.keys()].filter(peer => !shown.includes(peer));
    const updated = shown.filter(
      peer =>
        states.has(peer) &&
        JSON.stringify(states.get(peer)) !== JSON.stringify(awareness.getStates().get(peer))
    );
    [...added, ...updated].forEach(peer => {
      awareness.states.set(peer, states.get(peer) ?? {});
      // Never out of date: the server says when a cursor is gone.
      awareness.meta.set(peer, { clock: 0, lastUpdated: Infinity });
    });
    return { added, updated, removed };
  }

  private readonly _onChange = (_: unknown, origin: unknown): void => {
    if (origin === 'local') {
      this._publishSoon();
    }
  };

  /** Sends the cursor immediately if the last time is long enough ago, otherwise once it is. */
  private _publishSoon(): void {
    if (this._cancel !== null) {
      return;
    }
    const wait = this._publishedAt + INTERVAL_MS - this._options.clock.now();
    if (wait <= 0) {
      this._publishNow();
    } else {
      this._cancel = this._options.clock.after(wait, () => {
        this._cancel = null;
        this._publishNow();
      });
    }
  }

  private _publishNow(): void {
    const cursor = fromCaret(this.awareness.getLocalState()?.cursor);
    const words = JSON.stringify(cursor);
    if (words !== this._published) {
      this._published = words;
      this._publishedAt = this._options.clock.now();
      this._options.publish(this._file, cursor);
    }
  }

  private readonly _carets = new Map<number, CursorChange>();
  private _users = new Map<string, IAuthor>();
  private _file: string;
  private _whereabouts: ReadonlyMap<string, string> = new Map();
  private readonly _moved = new Signal<IPresence, void>(this);
  private _ownPeer = 0;
  private _published = 'null';
  private _publishedAt = -Infinity;
  private _cancel: (() => void) | null = null;
}
