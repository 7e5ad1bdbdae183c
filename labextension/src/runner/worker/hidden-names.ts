/**
 * Takes from a worker's global scope what a program must not have.
 *
 * The walls are the opaque origin and the Content-Security-Policy: they stop requests and storage.
 * This is the fence before them. It keeps programs from talking in the harness's name, from
 * ending the worker unheard and from starting workers of their own. Code in one realm can never
 * be proof against other code there, so nothing a run reports is taken as evidence.
 */

const HIDDEN = [
  'postMessage',
  'close',
  'importScripts',
  'Worker',
  'SharedWorker',
  'MessageChannel',
  'MessagePort',
  'BroadcastChannel',
  // WebKit gives an opaque origin one, which is empty again in the next run.
  'caches',
  'requestAnimationFrame',
  'cancelAnimationFrame'
];

/** Removes the names from the scope and from every prototype it has. */
export function hide(names: readonly string[] = HIDDEN, scope: object = globalThis): void {
  for (const name of names) {
    for (
      let holder: object | null = scope;
      holder !== null;
      holder = Reflect.getPrototypeOf(holder)
    ) {
      Reflect.deleteProperty(holder, name);
    }
  }
}

/**
 * Refuses to let a WebAssembly memory grow beyond `pages` (64 KiB each). Emscripten's allocator
 * takes the refusal as "no memory left", which Python reports as a MemoryError.
 */
export function capMemory(pages: number): void {
  const prototype = WebAssembly.Memory.prototype;
  const grow: unknown = Reflect.get(prototype, 'grow');
  Object.defineProperty(prototype, 'grow', {
    value(this: WebAssembly.Memory, delta: number): number {
      if (this.buffer.byteLength / 65536 + delta > pages) {
        throw new RangeError('WebAssembly.Memory.grow(): the memory limit is reached');
      }
      return Reflect.apply(grow as (delta: number) => number, this, [delta]);
    },
    writable: false,
    configurable: false
  });
}
