/**
 * The shared text of one session, live: a Y.Doc kept level with the server's over sync frames.
 *
 * Invariants: what the server refused never stays in the shown document, because a client that
 * keeps it diverges for good; and no text a person typed vanishes without being offered back.
 * When the two documents can no longer be made equal by merging (a refusal, another epoch, text
 * the server lost), a clean document is filled from the server, the shown one is replaced by it,
 * and what differed is kept as `rescued`.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import * as Y from 'yjs';
import { utf8Length } from '../runner/output-budget';
import { Behind } from './behind';
import type { IClock } from './clock';
import type { IBuffer, Saved } from './interview';
import { MIME_TYPES } from './languages';
import { Outbox } from './outbox';
import type { ILimits, Language } from './protocol';
import { SavedState } from './saved';
import { SessionDoc } from './session-doc';
import { SharedSource } from './shared-source';
import { decodeSync, encodeSync } from './sync';

export interface IDocumentOptions {
  /** Sends a binary frame; false when there is no connection. */
  send(frame: Uint8Array): boolean;
  /** A sentence for the person. */
  notify(sentence: string): void;
  clock: IClock;
}

/** Origin of transactions that came from the server; everything else is this person's. */
const REMOTE = Symbol('remote');

/** How long people who know text that the server lost may take to send it again. */
const PATIENCE_MS = 15_000;

const NOT_BEHIND = new Behind(new Y.Doc(), new Map(), []);

const DEFAULT_TEXT_BYTES = 256 * 1024;

const REBUILT = 'The shared text was rebuilt on the server.';
const LOST = 'The server lost the last moments of typing, and nobody could send them again.';
const tooLong = (bytes: number): string =>
  `The text is at most ${Math.floor(bytes / 1024)} KiB long. Your last edit was taken back.`;

export class InterviewDocument {
  constructor(private readonly _options: IDocumentOptions) {
    this._outbox = new Outbox(frame => _options.send(frame), _options.clock);
    this._saved = new SavedState(_options.clock, () => this._changed.emit());
    this._doc = this._listen(new SessionDoc());
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The document was received once. */
  get ready(): boolean {
    return this._ready;
  }

  get saved(): Saved {
    return this._saved.value;
  }

  /** When the oldest unacknowledged edit was made. */
  get oldestUnsavedAt(): number | null {
    return this._outbox.oldestAt;
  }

  /** Text of this person's that could not be saved. */
  get rescued(): string | null {
    return this._rescued;
  }

  dismissRescued(): void {
    this._rescued = null;
    this._changed.emit();
  }

  /** The same object until the document is replaced. */
  buffer(language: Language): IBuffer {
    let buffer = this._buffers.get(language);
    if (buffer === undefined) {
      buffer = newBuffer(language, this._doc.code(language), this._maxBytes);
      this._buffers.set(language, buffer);
    }
    return buffer;
  }

  /** The server said welcome on a new connection. */
  connected(epoch: number, limits: ILimits): void {
    this._isOnline = true;
    this._maxBytes = limits.textBytes;
    this._next = null;
    this._asked = 0;
    this._outbox.open();
    if (this._epoch !== null && this._epoch !== epoch) {
      this._outbox.abandon();
      this._diverge(REBUILT);
    }
    this._epoch = epoch;
    if (this._divergedBy === null) {
      this._ask(Y.encodeStateVector(this._doc));
    }
    this._refresh();
  }

  disconnected(): void {
    this._isOnline = false;
    this._outbox.close();
    this._stopWaiting();
    this._refresh();
  }

  /** A binary frame of the server. Throws SyncFrameError. */
  receive(frame: Uint8Array): void {
    const { kind, payload } = decodeSync(frame);
    if (kind === 'step1') {
      this._answer(payload);
    } else {
      Y.applyUpdate(this._next ?? this._doc, payload, REMOTE);
      if (this._behind.learn(payload)) {
        this._outbox.caughtUp(this._behind.missing);
        this._waitForOthers();
      }
      if (kind === 'step2') {
        this._received();
      }
    }
    this._refresh();
  }

  /** The first `frames` updates of this connection are on the server's disk. */
  acknowledge(frames: number): void {
    this._outbox.acknowledge(frames);
    this._refresh();
  }

  /** The server refused an edit, and so everything after it. */
  refused(sentence: string): void {
    this._outbox.abandon();
    if (this._divergedBy === null) {
      this._diverge(sentence);
      this._rebuild();
    }
    this._refresh();
  }

  dispose(): void {
    this._stopWaiting();
    this._saved.dispose();
    this._outbox.dispose();
    this._discard(this._doc);
    Signal.clearData(this);
  }

  /** The server told what it has: send what it lacks of ours. */
  private _answer(stateVector: Uint8Array): void {
    if (this._divergedBy === null) {
      this._behind = new Behind(this._doc, Y.decodeStateVector(stateVector), [
        this._doc.clientID,
        ...this._outbox.clients
      ]);
      this._waitForOthers();
    }
    this._outbox.resume(this._behind.missing);
    if (this._divergedBy !== null && this._next === null) {
      this._rebuild();
    }
  }

  private _received(): void {
    this._asked--;
    if (this._asked > 0) {
      return;
    }
    if (this._next !== null) {
      this._replace(this._next);
    }
    if (!this._ready) {
      this._ready = true;
      this._changed.emit();
    }
  }

  private _onUpdate(update: Uint8Array, transaction: Y.Transaction): void {
    const isOurs = transaction.origin !== REMOTE && transaction.doc === this._doc;
    if (!isOurs || this._divergedBy !== null) {
      return;
    }
    if (this._isTooLong(transaction)) {
      this._diverge(tooLong(this._maxBytes));
      this._rebuild();
    } else {
      this._outbox.add(update);
    }
    this._refresh();
  }

  private _isTooLong({ changed, beforeState, afterState, doc }: Y.Transaction): boolean {
    const grew = beforeState.get(doc.clientID) !== afterState.get(doc.clientID);
    return (
      grew &&
      [...changed.keys()].some(
        type =>
          type instanceof Y.Text &&
          type.length * 3 > this._maxBytes &&
          utf8Length(type.toJSON()) > this._maxBytes
      )
    );
  }

  private _diverge(sentence: string): void {
    this._divergedBy = sentence;
    this._stopWaiting();
  }

  /** Fill a clean document from the server, now or when it is back. */
  private _rebuild(): void {
    if (this._isOnline && this._next === null) {
      this._next = new SessionDoc();
      this._ask(Y.encodeStateVector(this._next));
    }
  }

  private _replace(next: SessionDoc): void {
    // Edits that are still on their way were made in the old document and are not refused.
    this._outbox.updates.forEach(update => Y.applyUpdate(next, update, REMOTE));
    const old = this._doc;
    const lost = this._ready ? differing(old, next) : null;
    this._rescued = lost ?? this._rescued;
    if (this._divergedBy !== null) {
      this._options.notify(this._divergedBy);
    }
    this._divergedBy = null;
    this._next = null;
    this._doc = this._listen(next);
    this._discard(old);
    this._changed.emit();
  }

  private _listen(doc: SessionDoc): SessionDoc {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, tr: Y.Transaction) =>
      this._onUpdate(update, tr)
    );
    return doc;
  }

  private _discard(doc: SessionDoc): void {
    const buffers = [...this._buffers.values()];
    this._buffers.clear();
    buffers.forEach(buffer => buffer.shared.dispose());
    doc.destroy();
  }

  private _ask(stateVector: Uint8Array): void {
    this._asked++;
    this._options.send(encodeSync({ kind: 'step1', payload: stateVector }));
  }

  private _waitForOthers(): void {
    if (this._behind.missing.size === 0) {
      this._stopWaiting();
    } else {
      this._cancelPatience ??= this._options.clock.after(PATIENCE_MS, () => this.refused(LOST));
    }
  }

  private _stopWaiting(): void {
    this._cancelPatience?.();
    this._cancelPatience = null;
    this._behind = NOT_BEHIND;
  }

  private _refresh(): void {
    this._saved.update(this._isOnline, this._outbox.oldestAt, this._divergedBy !== null);
  }

  private readonly _outbox: Outbox;
  private readonly _saved: SavedState;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _buffers = new Map<Language, IBuffer>();
  private _doc: SessionDoc;
  /** Being filled from the server to replace `_doc`. */
  private _next: SessionDoc | null = null;
  /** Why `_doc` cannot be merged with the server's any more. */
  private _divergedBy: string | null = null;
  /** Sync step 2 frames that were asked for and have not come. */
  private _asked = 0;
  private _behind = NOT_BEHIND;
  private _cancelPatience: (() => void) | null = null;
  private _epoch: number | null = null;
  private _isOnline = false;
  private _maxBytes = DEFAULT_TEXT_BYTES;
  private _ready = false;
  private _rescued: string | null = null;
}

function newBuffer(language: Language, text: Y.Text, maxBytes: number): IBuffer {
  const mimeType = MIME_TYPES[language];
  return { language, text, mimeType, maxBytes, shared: new SharedSource(text) };
}

/** The text of `old` that is not in `next`; of several buffers the longest. */
function differing(old: SessionDoc, next: SessionDoc): string | null {
  const texts = [...old.share.keys()]
    .map(name => [old.getText(name).toJSON(), next.getText(name).toJSON()])
    .filter(([before, now]) => before !== '' && before !== now)
    .map(([before]) => before);
  return texts.sort((a, b) => b.length - a.length)[0] ?? null;
}
