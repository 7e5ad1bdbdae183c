/**
 * The memory of a started interpreter, refused unless it is of the build that would wake up in it:
 * with another one it would not fail but go wrong somewhere.
 *
 * It also remembers where functions are in the interpreter's table. Pyodide adds to the table each
 * exported function that it does not find there, and, where the engine can have it, a function that
 * calls the others. Engines that cannot have it start the long way. Whether the engine can switch
 * stacks (JSPI) makes no difference.
 */
import { unpackMemory } from './memory';

/** Names the build; put here by the build. The file begins with the name it was made under. */
declare const SNAPSHOT_DIGEST: string;

/** Bytes of the memory, once unpacked; 0 when the build could keep none. */
declare const SNAPSHOT_LENGTH: number;

export interface IKeptMemory {
  /** The memory. It has its size immediately, and its content once it is filled. */
  bytes: Uint8Array;
  /** Never settles when it is refused. */
  filled: Promise<void>;
  /** Resolves with null when it is refused, and else never. */
  refused: Promise<null>;
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

/** What is in a file that comes; null when an interpreter of this engine must start anew. */
export function keptMemory(file: Promise<Blob | null>): IKeptMemory | null {
  if (SNAPSHOT_LENGTH === 0 || !callsAsKept()) {
    return null;
  }
  const bytes = new Uint8Array(SNAPSHOT_LENGTH);
  // What cannot be read is of no use either, and must not keep the interpreter waiting.
  const filling = fill(bytes, file).catch(() => false);
  return {
    bytes,
    filled: new Promise(resolve => void filling.then(isFilled => isFilled && resolve())),
    refused: new Promise(resolve => void filling.then(isFilled => isFilled || resolve(null)))
  };
}

async function fill(memory: Uint8Array, coming: Promise<Blob | null>): Promise<boolean> {
  const file = await (await coming)?.arrayBuffer();
  if (file === undefined) {
    return false;
  }
  const digest = new TextDecoder().decode(new Uint8Array(file, 0, SNAPSHOT_DIGEST.length));
  if (digest !== SNAPSHOT_DIGEST) {
    return false;
  }
  unpackMemory(new Uint8Array(file, SNAPSHOT_DIGEST.length), memory);
  return true;
}
