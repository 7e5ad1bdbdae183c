/**
 * What workers are made from: the bytes that the page sent, prepared once for all of them.
 * The WebAssembly module is compiled here because it cannot be handed from page to frame.
 */
import type { AssetFiles, FileRole, WorkerKind } from '../messages';
import { memoryOf } from './snapshot';
import type { IBootParts } from './worker-messages';

export class Parts {
  give(kind: WorkerKind, files: AssetFiles): void {
    const slot = this._slot(kind);
    prepare(kind, files).then(slot.resolve, slot.reject);
  }

  /** Waits until the page has given them. */
  get<K extends WorkerKind>(kind: K): Promise<IBootParts[K]> {
    return this._slot(kind).promise as Promise<IBootParts[K]>;
  }

  private _slot(kind: WorkerKind): ISlot {
    let slot = this._slots.get(kind);
    if (slot === undefined) {
      slot = createSlot();
      this._slots.set(kind, slot);
      if (kind === 'javascript') {
        slot.resolve(null);
      }
    }
    return slot;
  }

  private _slots = new Map<WorkerKind, ISlot>();
}

type AnyParts = IBootParts[WorkerKind];

interface ISlot {
  promise: Promise<AnyParts>;
  resolve: (parts: AnyParts) => void;
  reject: (error: unknown) => void;
}

function createSlot(): ISlot {
  const slot = {} as ISlot;
  slot.promise = new Promise((resolve, reject) => {
    slot.resolve = resolve;
    slot.reject = reject;
  });
  slot.promise.catch(() => undefined);
  return slot;
}

async function prepare(kind: WorkerKind, files: AssetFiles): Promise<AnyParts> {
  switch (kind) {
    case 'python':
      return {
        module: await WebAssembly.compile(need(files, 'wasm')),
        stdlib: need(files, 'stdlib'),
        snapshot: memoryOf(files.snapshot),
        glueUrl: scriptUrl(need(files, 'glue')),
        loaderUrl: scriptUrl(need(files, 'loader'))
      };
    case 'syntax':
      return { acornUrl: scriptUrl(need(files, 'acorn')) };
    case 'javascript':
      return null;
  }
}

function need(files: AssetFiles, role: FileRole): ArrayBuffer {
  const bytes = files[role];
  if (!(bytes instanceof ArrayBuffer)) {
    throw new Error(`The file "${role}" is missing`);
  }
  return bytes;
}

function scriptUrl(source: ArrayBuffer | string): string {
  return URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
}
