/**
 * Any Y.Text as the shared file that JupyterLab's editor binds to.
 *
 * `YFile` makes a Y.Doc of its own; here several texts share the session's. What YDocument itself
 * needs a document for (its state map, its awareness, its end of life) stays in a private one: the
 * session's awareness must not be visible as `sharedModel.awareness`, where other extensions would
 * draw every caret a second time, and disposing of one buffer must not destroy the session's text.
 */
import { YDocument, type FileChange, type ISharedFile } from '@jupyter/ydoc';
import * as Y from 'yjs';
import { cleanText } from './line-feeds';

/** Edits of one person closer together than this are undone together. */
const UNDO_GROUP_MS = 500;

export class SharedSource extends YDocument<FileChange> implements ISharedFile {
  readonly version = '1.0.0';

  constructor(readonly ysource: Y.Text) {
    super();
    this._doc = documentOf(ysource);
    this._undo = new Y.UndoManager(ysource, {
      trackedOrigins: new Set([this]),
      captureTimeout: UNDO_GROUP_MS
    });
    ysource.observe(this._onText);
  }

  /**
   * The undo manager for edits made through this object or an editor bound to it, and for no
   * others.
   */
  override get undoManager(): Y.UndoManager {
    return this._undo;
  }

  override get source(): string {
    return this.getSource();
  }

  override set source(value: string) {
    this.setSource(value);
  }

  getSource(): string {
    return this.ysource.toJSON();
  }

  /** Changes only what differs between the first and the last difference; answers what it put in. */
  setSource(text: string): string {
    const value = cleanText(text);
    const old = this.getSource();
    const [start, endOld, endNew] = changedRange(old, value);
    const inserted = value.slice(start, endNew);
    if (start < endOld || inserted !== '') {
      this.updateSource(start, endOld, inserted);
    }
    return inserted;
  }

  updateSource(start: number, end: number, text = ''): void {
    const value = cleanText(text);
    this.transact(() => {
      // Inserted first, so that a cursor in the replaced text ends up behind the new text.
      this.ysource.insert(start, value);
      this.ysource.delete(start + value.length, end - start);
    });
  }

  override transact(f: () => void, undoable = true, origin: unknown = null): void {
    this._doc.transact(f, undoable ? this : origin);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this.ysource.unobserve(this._onText);
    super.dispose();
  }

  private readonly _onText = (event: Y.YTextEvent): void => {
    this._changed.emit({ sourceChange: event.changes.delta as FileChange['sourceChange'] });
  };

  private readonly _doc: Y.Doc;
  private readonly _undo: Y.UndoManager;
}

function documentOf(text: Y.Text): Y.Doc {
  if (text.doc === null) {
    throw new Error('A shared source needs a text that is part of a document');
  }
  return text.doc;
}

/** Where two texts differ: common start, end in the old one, end in the new one. */
function changedRange(old: string, value: string): [number, number, number] {
  const shorter = Math.min(old.length, value.length);
  let start = 0;
  while (start < shorter && old[start] === value[start]) {
    start++;
  }
  let same = 0;
  while (same < shorter - start && old.at(-1 - same) === value.at(-1 - same)) {
    same++;
  }
  if (isHighSurrogate(old, start - 1) || isHighSurrogate(value, start - 1)) {
    start--;
  }
  if (isLowSurrogate(old, old.length - same) || isLowSurrogate(value, value.length - same)) {
    same--;
  }
  return [start, old.length - same, value.length - same];
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit < 0xe000;
}
