/**
 * Starts a Python interpreter from bytes that are already here: nothing is fetched. With the memory
 * of one that has started before, nothing is computed either.
 *
 * Pyodide has no option for a compiled module or for a library in memory; it fetches both. So
 * `fetch` and `instantiateStreaming` are stand-ins while it starts, and are put back after.
 */
import type { IConnection } from './connect';
import { findHarness, installHarness } from './harness-scope';
import type { IHarness, IHost } from './harness-scope';
import { keptMemory, unifyFunctions, wakeIn } from './kept-memory';
import type { IMemoryExports, ISleeper } from './kept-memory';
import type { IPackedMemory } from './memory';
import { PythonStack } from './python-stack';
import type { IStackExports, IStackSwitching } from './python-stack';

/** What we use of Pyodide. */
export interface IPyodide extends IHost {
  FS: { writeFile(path: string, bytes: Uint8Array, options: { canOwn: boolean }): void };
  unpackArchive(bytes: ArrayBuffer, format: 'wheel'): void;
  setStdin(options: { read(buffer: Uint8Array): number }): void;
  setStdout(options: IDevice): void;
  setStderr(options: IDevice): void;
  _module: IStackSwitching;
  _api: {
    /** Called with what killed the interpreter; dumps the stack, then calls `on_fatal`. */
    fatal_error: (error: unknown) => void;
    on_fatal?: (error: unknown) => void;
  };
}

export interface IDevice {
  write(bytes: Uint8Array): number;
}

export interface IInterpreter {
  pyodide: IPyodide;
  harness: IHarness;
  stack: PythonStack;
}

interface ILoader {
  loadPyodide: (options: Record<string, unknown>) => Promise<IPyodide>;
}

type CreateModule = (settings: unknown) => Promise<ISleeper>;

interface IGlue {
  default: CreateModule;
}

/** Where Pyodide keeps its library. */
const LIBRARY = '/lib/python314.zip';

/** A snapshot of Pyodide's: it is asked whether there is one, and never read. */
const NOTHING = new Uint8Array(0);

/** Never asked for: the stand-ins answer. */
const NOWHERE = 'http://sandbox.invalid/';

/** The `info` of Pyodide's lock file, put here by the build. */
declare const LOCK_INFO: Record<string, string>;

export async function bootPython({
  part,
  exportsOf
}: Pick<IConnection, 'part' | 'exportsOf'>): Promise<IInterpreter> {
  const [{ loadPyodide }, glue] = (await Promise.all([exportsOf('loader'), exportsOf('glue')])) as [
    ILoader,
    IGlue
  ];
  const memory = keptMemory(part('snapshot'));
  const { kept, refused } = outcomes(memory ?? Promise.resolve(null));
  let wakes = memory !== null;
  const fetch = Object.getOwnPropertyDescriptor(self, 'fetch');
  const streaming = Object.getOwnPropertyDescriptor(WebAssembly, 'instantiateStreaming');
  let exports: (IStackExports & IMemoryExports) | undefined;
  // Memory that was kept has read what it needs of the library, which may still be on its way.
  self.fetch = async input =>
    standIn(
      input instanceof Request ? input.url : String(input),
      wakes ? new Blob() : await part('stdlib')
    );
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const [module] = await Promise.all([part('wasm'), wakes && kept]);
    const instance = await WebAssembly.instantiate(module, imports);
    exports = instance.exports as unknown as IStackExports & IMemoryExports;
    if (wakes) {
      unifyFunctions(instance.exports, exports.__indirect_function_table);
    }
    return { module, instance };
  };
  const createInKept: CreateModule = async settings => {
    const [module, found] = await Promise.all([glue.default(settings), kept]);
    wakeIn(found, module, exports!);
    return module;
  };
  const load = (options: Record<string, unknown>): Promise<IPyodide> =>
    loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      // No packages: an import of one that is not there fails as in any Python.
      lockFileContents: JSON.stringify({ info: LOCK_INFO, packages: {} }),
      createPyodideModule: glue.default,
      env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
      ...options
    });
  try {
    // Much of the start does not need the memory, and goes on until it is there.
    const waking = memory && load({ _loadSnapshot: NOTHING, createPyodideModule: createInKept });
    let pyodide = waking && (await Promise.race([waking, refused]));
    if (pyodide === null) {
      wakes = false;
      pyodide = await load({});
      installHarness(pyodide);
    } else {
      const bytes = await (await part('stdlib')).arrayBuffer();
      pyodide.FS.writeFile(LIBRARY, new Uint8Array(bytes), { canOwn: true });
    }
    const stack = new PythonStack(exports!, pyodide._module);
    await stack.guard();
    return { pyodide, harness: findHarness(pyodide), stack };
  } finally {
    restore(self, 'fetch', fetch);
    restore(WebAssembly, 'instantiateStreaming', streaming);
  }
}

/** The one settles if there is a memory, the other if there is none. */
function outcomes(memory: Promise<IPackedMemory | null>): {
  kept: Promise<IPackedMemory>;
  refused: Promise<null>;
} {
  return {
    kept: new Promise(resolve => void memory.then(found => found && resolve(found))),
    refused: new Promise(resolve => void memory.then(found => found ?? resolve(null)))
  };
}

function restore(holder: object, name: string, was: PropertyDescriptor | undefined): void {
  Reflect.deleteProperty(holder, name);
  if (was !== undefined) {
    Object.defineProperty(holder, name, was);
  }
}

function standIn(url: string, library: Blob): Response {
  if (url.endsWith('.zip')) {
    return new Response(library);
  }
  if (url.endsWith('.wasm')) {
    const headers = { 'content-type': 'application/wasm' };
    return new Response('', { headers });
  }
  throw new TypeError(`There is no ${url} in the sandbox`);
}
