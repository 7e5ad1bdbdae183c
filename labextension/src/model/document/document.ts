/**
 * The shared text of one session, live: a Y.Doc kept level with the server's over sync frames.
 *
 * Invariants: what the server refused never stays in the shown document, because a client that
 * keeps it diverges for good; and no text a person typed vanishes without being offered back. When
 * the two documents can no longer be made equal by merging (a refusal, another epoch, a log that
 * does not go on from where this page knew it, text the server lost), a clean document is filled
 * from the server and replaces the shown one, and texts that differ are offered as copies.
 */
import * as Y from 'yjs';
import { fileOfRoot } from '../../contract/files';
import type { IFile, IWelcome, ServerFrame } from '../../contract/protocol';
import type { IClock } from '../clock';
import type { IOrigin, Kept } from '../offline/offline-store';
import type { OfflineWriter } from '../offline/offline-writer';
import { utf8Length } from '../../runner/utf8';
import { Slice, type ISlice } from '../slice';
import { Buffers, type IBuffer } from './buffers';
import { Copies, type ICopy, type INamedText } from './copies';
import { sortOut } from './kept-from-other-pages';
import { MissingUpdates } from './missing-updates';
import { Outbox } from './outbox';
import { SaveStatus, type Saved } from './save-status';
import { SessionDoc } from './session-doc';
import { decodeSync, encodeSync } from './sync';
import { isTooLong, roomBeside, tooLong, withoutRoom } from './text-limit';
import { textsOf } from './texts';
import { missingIn, UnsavedEdits } from './unsaved-edits';

/** The shared text, and whether what was typed here is safe. */
export interface IDocumentSlice extends ISlice {
  /** True once the document was received for the first time. */
  readonly ready: boolean;
  readonly saved: Saved;
  /** Of the file that this person looks at; a new object for another file or document. */
  readonly shown: IBuffer;
  /** The same for any file. */
  bufferOf(file: IFile): IBuffer;
  /** How many bytes of UTF-8 all texts together may grow. */
  readonly bytesLeft: number;
  /** Text of this person's that could not be merged. Newest first, until restored or dropped. */
  readonly copies: readonly ICopy[];
  /** Makes the copy the text of its file, if that exists, by an edit that can be undone. */
  restoreCopy(id: string): void;
  dropCopy(id: string): void;
}

/** The part of the files that the document has to know. */
export interface IDocumentFiles {
  /** The file that this person looks at. */
  readonly current: IFile;
  readonly folder: { readonly files: readonly IFile[] };
  /** The name of a file, also of one that was removed. */
  get(id: string): IFile | undefined;
  isListed(id: string): boolean;
  /** Called when something was typed in a file that was removed. */
  bringBack(id: string): void;
}

/** Text that was put into a file, and the whole text that it had before. */
export interface IPutText {
  readonly how: 'restore' | 'file';
  readonly file: string;
  readonly text: string;
  readonly before: string;
}

export interface IDocumentOptions {
  /** Sends a binary frame; false when there is no connection. */
  send(frame: Uint8Array): boolean;
  /** Says how old the edits are that follow; false when there is no connection. */
  sendAge(ageMs: number): boolean;
  /** A sentence for the person. */
  notify(sentence: string): void;
  mayEdit(): boolean;
  /** Text was put into a file by none of the editors: a copy, or what a new file begins with. */
  inserted?(insert: IPutText): void;
  files: IDocumentFiles;
  /** The newest position in the server's log that this page has heard of. */
  known(): IOrigin['known'];
  writer: OfflineWriter;
  /** Unique among all pages of all people. */
  page: string;
  clock: IClock;
  touched: () => void;
}

/** Origin of transactions that came from the server or the offline store; others are typed here. */
const REMOTE = Symbol('remote');

/** How long people who know text that the server lost may take to send it again. */
const PATIENCE_MS = 15_000;

const NOTHING_MISSING = new MissingUpdates(new Y.Doc(), new Map(), []);

const DEFAULT_TEXT_BYTES = 256 * 1024;

const LOST = 'The server lost the last moments of typing, and nobody could send them again.';
const NOT_ALLOWED_NOW = 'What you typed offline was not taken: you may not edit now.';

export class InterviewDocument extends Slice implements IDocumentSlice {
  constructor(private readonly _options: IDocumentOptions) {
    super(_options.touched);
    const { writer, page, clock } = _options;
    this._outbox = new Outbox(page, {
      send: frame => _options.send(frame),
      sendAge: ageMs => _options.sendAge(ageMs),
      keep: edit => this._kept.keep(edit),
      release: ids => this._kept.release(ids, this._outbox.isEmpty),
      clock
    });
    this._kept = new UnsavedEdits({
      writer,
      page,
      clock,
      origin: () => ({ ...this._origin(), userId: this._here.userId }),
      texts: () => textsOf(this._doc),
      names: () => this._names()
    });
    this._copies = new Copies(writer);
    this._saved = new SaveStatus(clock, this.touch);
    this._doc = this._listen(new SessionDoc());
  }

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

  get copies(): readonly ICopy[] {
    return this._copies.list;
  }

  restoreCopy(id: string): void {
    const copy = this._copies.find(id);
    const file = copy && this._options.files.get(copy.file);
    if (copy && file && this._options.mayEdit()) {
      const { shared } = this.bufferOf(file);
      shared.undoManager.stopCapturing();
      this._put('restore', file, copy.text);
      this.dropCopy(id);
    }
  }

  dropCopy(id: string): void {
    this._copies.drop(id);
    this.touch();
  }

  get shown(): IBuffer {
    return this.bufferOf(this._options.files.current);
  }

  bufferOf(file: IFile): IBuffer {
    return this._buffers.get(this._doc, file);
  }

  get bytesLeft(): number {
    return roomBeside(this._texts(), this._maxBytes);
  }

  /**
   * Puts the text of a file that was just added before what somebody may have typed in it already.
   */
  fill(file: IFile, text: string): void {
    const { shared } = this.bufferOf(file);
    if (utf8Length(text) > this.bytesLeft) {
      this._options.notify(withoutRoom(file.name, this._maxBytes));
    } else {
      this._put('file', file, text + shared.getSource());
    }
  }

  /** Called when another file is looked at. */
  look(): void {
    this.touch();
  }

  /** The state vector of all texts, by which the server can tell which texts these are. */
  get stateVector(): Uint8Array {
    return Y.encodeStateVector(this._doc);
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._connected(frame.payload);
        this.touch();
        break;
      case 'folder':
        this._removed = idsOf(frame.payload.folder.removed);
        this.touch();
        break;
      case 'ack':
        this._acknowledge(frame.payload.updates);
        break;
      case 'error':
        if (frame.payload.about === 'sync') {
          this.refused(frame.payload.error);
        }
        break;
    }
  }

  disconnected(): void {
    this._isOnline = false;
    this._outbox.close();
    this._stopWaiting();
    this._refresh();
  }

  /** Takes over what earlier pages of this person left in the offline store. */
  restore(kept: readonly Kept[]): void {
    this._left = [...kept];
    this._takeOver();
  }

  /** Offers the texts once, because the interview is gone from the server. */
  gone(): void {
    const here = { texts: textsOf(this._doc), names: this._names() };
    missingIn(here, {}).forEach(text => this._copies.addHere(text));
    this.touch();
  }

  /** Handles a binary frame of the server. Throws SyncFrameError. */
  receive(frame: Uint8Array): void {
    const { kind, payload } = decodeSync(frame);
    if (kind === 'step1') {
      this._answer(payload);
    } else {
      Y.applyUpdate(this._next ?? this._doc, payload, REMOTE);
      if (this._missing.learn(payload)) {
        this._outbox.caughtUp(this._missing.missing);
        this._waitForOthers();
      }
      if (kind === 'step2') {
        this._received();
      }
    }
    this._refresh();
  }

  /** Called when the server has refused an edit, and so everything after it. */
  refused(sentence: string): void {
    const isFirst = !this._isDiverged;
    this._abandon(isFirst ? sentence : this._sentence);
    if (isFirst) {
      this._rebuild();
    }
    this._refresh();
  }

  override dispose(): void {
    this._stopWaiting();
    this._saved.dispose();
    this._outbox.dispose();
    this._discard(this._doc);
    super.dispose();
  }

  private _put(how: IPutText['how'], file: IFile, text: string): void {
    const { shared } = this.bufferOf(file);
    const before = shared.getSource();
    const inserted = shared.setSource(text);
    this._options.inserted?.({ how, file: file.id, text: inserted, before });
  }

  /** Called when the server has said welcome on a new connection. */
  private _connected({ epoch, continues, limits, user, folder }: IWelcome): void {
    const isOther = this._epoch !== null && (this._epoch !== epoch || !continues);
    if (this._epoch !== null && this._epoch !== epoch) {
      this._removed.forEach(id => this._dropped.add(id));
    }
    this._removed = idsOf(folder.removed);
    this._isOnline = true;
    this._maxBytes = limits.textBytes;
    this._next = null;
    this._asked = 0;
    this._here = { userId: user.id, continues };
    this._outbox.open();
    if (isOther) {
      this._abandon(null);
    } else if (!this._options.mayEdit() && !this._outbox.isEmpty) {
      this._abandon(NOT_ALLOWED_NOW);
    }
    this._epoch = epoch;
    if (!this._isDiverged) {
      this._ask(Y.encodeStateVector(this._doc));
    }
    this._refresh();
  }

  /** Called when the first `frames` updates of this connection are on the server's disk. */
  private _acknowledge(frames: number): void {
    this._outbox.acknowledge(frames);
    this._refresh();
  }

  /** Sends what the server lacks of this page's edits, now that it has said what it has. */
  private _answer(stateVector: Uint8Array): void {
    if (!this._isDiverged) {
      this._missing = new MissingUpdates(this._doc, Y.decodeStateVector(stateVector), [
        this._doc.clientID,
        ...this._outbox.clients
      ]);
      this._waitForOthers();
    }
    this._outbox.resume(this._missing.missing);
    if (this._isDiverged && this._next === null) {
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
      this.touch();
    }
    this._takeOver();
  }

  private _onUpdate(update: Uint8Array, transaction: Y.Transaction): void {
    if (transaction.origin === REMOTE || transaction.doc !== this._doc) {
      return;
    }
    this._bringBack(transaction);
    if (!this._isDiverged && isTooLong(transaction, this._texts(), this._maxBytes)) {
      this._diverge(tooLong(this._maxBytes));
      this._rebuild();
    }
    if (this._isDiverged) {
      this._kept.keepDiverged();
    } else {
      this._outbox.add(update);
    }
    this._refresh();
  }

  /**
   * Begins to replace the document: the two cannot be made equal, and edits on their way must not
   * arrive.
   */
  private _abandon(sentence: string | null): void {
    this._abandoned.push(...this._outbox.abandon());
    this._diverge(sentence);
  }

  private _diverge(sentence: string | null): void {
    this._isDiverged = true;
    this._sentence = sentence;
    this._stopWaiting();
  }

  /** Fills a clean document from the server, now or when it is back. */
  private _rebuild(): void {
    if (this._isOnline && this._next === null) {
      this._next = new SessionDoc();
      this._ask(Y.encodeStateVector(this._next));
    }
  }

  private _replace(next: SessionDoc): void {
    // Edits that are still on their way were made in the old document and are not refused.
    this._outbox.updates.forEach(update => Y.applyUpdate(next, update, REMOTE));
    if (this._ready) {
      const missing = this._kept.missingFrom(textsOf(next));
      missing.filter(({ file }) => !this._dropped.has(file)).forEach(copy => this._offer(copy));
    }
    this._dropped.clear();
    this._kept.release(this._abandoned.splice(0), this._outbox.isEmpty);
    if (this._sentence !== null) {
      this._options.notify(this._sentence);
    }
    const old = this._doc;
    this._isDiverged = false;
    this._next = null;
    this._doc = this._listen(next);
    this._discard(old);
    this.touch();
  }

  private _takeOver(): void {
    if (!this._ready || this._isDiverged || this._left.length === 0) {
      return;
    }
    const { page, writer } = this._options;
    const { edits, texts, strays, copies, done } = sortOut(this._left.splice(0), {
      ...this._here,
      page,
      epoch: this._origin().epoch,
      mayEdit: this._options.mayEdit()
    });
    edits.forEach(({ update }) => Y.applyUpdate(this._doc, update, REMOTE));
    this._kept.takeOver(texts);
    this._outbox.restore(edits);
    const now = textsOf(this._doc);
    strays.flatMap(stray => missingIn(stray, now)).forEach(copy => this._offer(copy));
    this._copies.restore(copies);
    writer.remove(...done);
    this._refresh();
    this.touch();
  }

  private _offer(text: INamedText): void {
    const { page, clock } = this._options;
    this._copies.add(text, { userId: this._here.userId, page, at: clock.now() });
  }

  /** Brings a file back that others have removed, because somebody has typed in it here. */
  private _bringBack({ changed }: Y.Transaction): void {
    const { files } = this._options;
    for (const [root, type] of this._doc.share) {
      const file = changed.has(type) ? fileOfRoot(root) : null;
      if (file !== null && !files.isListed(file)) {
        this._removed.delete(file);
        files.bringBack(file);
      }
    }
  }

  /** The texts that count for the limit. */
  private _texts(but?: string): Y.Text[] {
    const { files } = this._options.files.folder;
    return files.filter(({ id }) => id !== but).map(({ id }) => this._doc.file(id));
  }

  private _names(): Record<string, string> {
    const ids = Object.keys(textsOf(this._doc));
    return Object.fromEntries(ids.map(id => [id, this._options.files.get(id)?.name ?? id]));
  }

  private _origin(): IOrigin {
    return { epoch: this._epoch ?? 0, known: this._options.known() };
  }

  private _listen(doc: SessionDoc): SessionDoc {
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, tr: Y.Transaction) =>
      this._onUpdate(update, tr)
    );
    return doc;
  }

  private _discard(doc: SessionDoc): void {
    this._buffers.dispose();
    doc.destroy();
  }

  private _ask(stateVector: Uint8Array): void {
    this._asked++;
    this._options.send(encodeSync({ kind: 'step1', payload: stateVector }));
  }

  private _waitForOthers(): void {
    if (this._missing.missing.size === 0) {
      this._stopWaiting();
    } else {
      this._cancelPatience ??= this._options.clock.after(PATIENCE_MS, () => this.refused(LOST));
    }
  }

  private _stopWaiting(): void {
    this._cancelPatience?.();
    this._cancelPatience = null;
    this._missing = NOTHING_MISSING;
  }

  private _refresh(): void {
    this._saved.update(this._isOnline, this._outbox.oldestAt, this._isDiverged);
  }

  private readonly _outbox: Outbox;
  private readonly _kept: UnsavedEdits;
  private readonly _copies: Copies;
  private readonly _saved: SaveStatus;
  private readonly _buffers = new Buffers({
    putAside: (file, text) => {
      this._offer({ file, name: this._options.files.get(file)?.name ?? file, text });
      this.touch();
    },
    maxBytes: file => roomBeside(this._texts(file), this._maxBytes)
  });
  private _doc: SessionDoc;
  /** The document that is being filled from the server to replace `_doc`. */
  private _next: SessionDoc | null = null;
  /** What to tell the person when `_doc` cannot be merged with the server's document any more. */
  private _isDiverged = false;
  private _sentence: string | null = null;
  /** The ids of removed files in which nothing was typed here since. */
  private _removed = new Set<string>();
  /** The files that were removed when another document began, which has no texts of them. */
  private readonly _dropped = new Set<string>();
  /**
   * The edits that will not be sent; they stay in the offline store until their text is offered.
   */
  private readonly _abandoned: string[] = [];
  /** The records of the offline store, which are handled when the document is there. */
  private _left: Kept[] = [];
  /** The number of sync step 2 frames that were requested and have not come. */
  private _asked = 0;
  private _missing = NOTHING_MISSING;
  private _cancelPatience: (() => void) | null = null;
  private _epoch: number | null = null;
  private _here = { userId: '', continues: true };
  private _isOnline = false;
  private _maxBytes = DEFAULT_TEXT_BYTES;
  private _ready = false;
}

function idsOf(files: readonly IFile[]): Set<string> {
  return new Set(files.map(({ id }) => id));
}
