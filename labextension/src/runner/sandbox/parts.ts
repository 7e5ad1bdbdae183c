/**
 * What workers are made from: the files that the page sent, prepared once for all of them, each
 * given on as soon as it is there. Big ones go on as handles, so that no thread but the worker's
 * ever has their bytes.
 * The WebAssembly module is compiled here because it cannot be handed from page to frame.
 */
import { isOneOf } from '../checks';
import { LAZY_ROLES } from '../messages';
import type { FileRole, LazyRole } from '../messages';
import { kindOf } from '../part-kinds';
import type { IParts } from './worker-messages';

type Part = IParts[FileRole];

interface ISlot {
  promise: Promise<Part>;
  /** Whether the file that was given is of no use. */
  failed: boolean;
  fill: (part: Promise<Part>) => void;
}

export class Parts {
  /** `want` asks the page for a file that it does not send by itself. */
  constructor(private _want: (role: LazyRole) => void = () => undefined) {}

  /** Takes a file. The first one counts, because two languages may share a file. */
  give(role: FileRole, file: Blob | null): void {
    this._slot(role).fill(prepare(role, file));
  }

  /**
   * Waits until the page has given the file. Rejects with why it is of no use; the next caller that
   * needs such a file requests it again.
   */
  get(role: FileRole): Promise<Part> {
    if (isOneOf(role, LAZY_ROLES) && this._slots.get(role)?.failed !== false) {
      this._slots.delete(role);
      this._want(role);
    }
    return this._slot(role).promise;
  }

  private _slot(role: FileRole): ISlot {
    let slot = this._slots.get(role);
    if (slot === undefined) {
      let fill: ISlot['fill'] = () => undefined;
      const promise = new Promise<Part>(resolve => {
        fill = resolve;
      });
      const made: ISlot = { promise, fill, failed: false };
      promise.catch(() => (made.failed = true));
      slot = made;
      this._slots.set(role, slot);
    }
    return slot;
  }

  private _slots = new Map<FileRole, ISlot>();
}

async function prepare(role: FileRole, file: Blob | null): Promise<Part> {
  if (role === 'snapshot') {
    return file;
  }
  if (file === null) {
    throw new Error(`The file "${role}" is missing`);
  }
  switch (kindOf(role)) {
    case 'module':
      return WebAssembly.compileStreaming(
        new Response(file, { headers: { 'content-type': 'application/wasm' } })
      );
    case 'blob':
      return file;
    case 'script':
      return URL.createObjectURL(file.slice(0, file.size, 'text/javascript'));
  }
}
