/**
 * The memory of a started interpreter, refused unless it is of the build that would wake up in it:
 * with another one it would not fail but go wrong somewhere. It also remembers that the engine can
 * switch stacks (JSPI), so engines that cannot start the long way.
 */

/** Names the build; put here by the build. The file begins with the name it was made under. */
declare const SNAPSHOT_DIGEST: string;

/** The memory in a file, or null when there is none to use and the interpreter must start anew. */
export function memoryOf(file: ArrayBuffer | null): Uint8Array | null {
  if (file === null || !('Suspending' in WebAssembly)) {
    return null;
  }
  const digest = new TextDecoder().decode(new Uint8Array(file, 0, SNAPSHOT_DIGEST.length));
  return digest === SNAPSHOT_DIGEST ? new Uint8Array(file, SNAPSHOT_DIGEST.length) : null;
}
