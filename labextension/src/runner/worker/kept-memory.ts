/**
 * The memory of a started interpreter, refused unless it is of the build that would wake up in it:
 * with another one it would not fail but go wrong somewhere. It also remembers that the engine can
 * switch stacks (JSPI), so engines that cannot start the long way.
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

/** What is in a file that comes; null when an interpreter of this engine must start anew. */
export function keptMemory(file: Promise<Blob | null>): IKeptMemory | null {
  if (SNAPSHOT_LENGTH === 0 || !('Suspending' in WebAssembly)) {
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
