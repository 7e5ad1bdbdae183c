/**
 * The memory of a started interpreter, refused unless it is of the build that would wake up in it:
 * with another one it would not fail but go wrong somewhere.
 *
 * It also remembers where functions are in the interpreter's table. Pyodide adds to the table each
 * exported function that it does not find there, and, where the engine can have it, a function that
 * calls the others. Engines that cannot have it start the long way. Whether the engine can switch
 * stacks (JSPI) makes no difference.
 */
import { readMemory, unpackMemory } from './memory';
import type { IPackedMemory } from './memory';

/** Names the build; put here by the build. The file begins with the name it was made under. */
declare const SNAPSHOT_DIGEST: string;

/** Whether the build could keep one. */
declare const HAS_SNAPSHOT: boolean;

/** What of an interpreter is asked where its memory has been written to. */
export interface IMemoryExports {
  emscripten_stack_get_current(): number;
  emscripten_stack_get_end(): number;
  /** By how much to move the end of the heap; returns where it was. */
  sbrk(bytes: number): number;
}

/** A module of Pyodide's that has not woken up yet. */
export interface ISleeper {
  HEAPU8: Uint8Array;
  API: {
    /** Puts a snapshot into the memory; returns what must be known of JavaScript's objects. */
    restoreSnapshot: (snapshot: Uint8Array) => unknown;
  };
}

/** A module that asks for the type of a function, as the function that calls the others does. */
const ASKS_FOR_TYPE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 9, 2, 0x60, 0, 0, 0x60, 1, 0x70, 1, 0x7f],
  ...[3, 2, 1, 1],
  ...[10, 9, 1, 7, 0, 0x20, 0, 0xfb, 0x14, 0, 0x0b]
);

/** Pyodide's own conditions. It does without that function on iOS. */
function callsAsKept(): boolean {
  return WebAssembly.validate(ASKS_FOR_TYPE) && !/iPad|iPhone|iPod/.test(navigator.userAgent);
}

/**
 * Puts what a module exports into the table as the object that it is among the exports. WebKit makes
 * another one for many functions, and Pyodide would give those a second place in the table.
 */
export function unifyFunctions(exports: WebAssembly.Exports, table: WebAssembly.Table): void {
  const byNumber = new Map<string, unknown>();
  for (const value of Object.values(exports)) {
    if (typeof value === 'function') {
      byNumber.set(value.name, value);
    }
  }
  for (let slot = 0; slot < table.length; slot++) {
    const found = table.get(slot) as { name: string } | null;
    const exported = found && byNumber.get(found.name);
    if (exported && exported !== found) {
      table.set(slot, exported);
    }
  }
}

/**
 * Lets the module wake up in this memory, which goes straight to its place: Pyodide itself would
 * copy it from a second array of the same size, zeros and all.
 */
export function wakeIn(memory: IPackedMemory, module: ISleeper, exports: IMemoryExports): void {
  const { API } = module;
  const restore = API.restoreSnapshot;
  API.restoreSnapshot = () => {
    // It happens once, and what was read must not be kept by this function.
    API.restoreSnapshot = restore;
    // What is below the top of the stack, nobody reads; nobody has been above the heap.
    unpackMemory(memory, module.HEAPU8, [
      [exports.emscripten_stack_get_end(), exports.emscripten_stack_get_current()],
      [exports.sbrk(0), module.HEAPU8.length]
    ]);
    return restore(memory.head);
  };
}

/**
 * What is in a file that comes. Null when an interpreter of this engine must start anew, and
 * resolves with null when it must because of the file.
 */
export function keptMemory(file: Promise<Blob | null>): Promise<IPackedMemory | null> | null {
  // What cannot be read is of no use either, and must not keep the interpreter waiting.
  return HAS_SNAPSHOT && callsAsKept() ? read(file).catch(() => null) : null;
}

async function read(coming: Promise<Blob | null>): Promise<IPackedMemory | null> {
  const file = await (await coming)?.arrayBuffer();
  if (file === undefined) {
    return null;
  }
  const digest = new TextDecoder().decode(new Uint8Array(file, 0, SNAPSHOT_DIGEST.length));
  return digest === SNAPSHOT_DIGEST
    ? readMemory(new Uint8Array(file, SNAPSHOT_DIGEST.length))
    : null;
}
