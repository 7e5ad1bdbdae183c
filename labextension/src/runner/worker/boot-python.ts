/**
 * Starts a Python interpreter from bytes that are already here: nothing is fetched.
 *
 * Pyodide has no option for a compiled module or for a library in memory; it fetches both. So
 * `fetch` and `instantiateStreaming` are stand-ins while it starts, and are put back after.
 */
import type { IPythonParts } from '../sandbox/worker-messages';
import harness from './harness.py';

/** What we use of Pyodide. */
export interface IPyodide {
  runPython(code: string, options: { globals: unknown }): unknown;
  globals: { get(name: string): unknown };
  toPy(value: unknown): unknown;
  setStdout(options: IDevice): void;
  setStderr(options: IDevice): void;
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
  /** Resolves with the error's text, or undefined when the program ended well. */
  run: (code: string) => Promise<string | undefined>;
}

interface ILoader {
  loadPyodide(options: Record<string, unknown>): Promise<IPyodide>;
}

interface IGlue {
  default: unknown;
}

/** Never asked for: the stand-ins answer. */
const NOWHERE = 'http://sandbox.invalid/';

/** The `info` of Pyodide's lock file, put here by the build. */
declare const LOCK_INFO: Record<string, string>;

export async function bootPython(parts: IPythonParts): Promise<IInterpreter> {
  const [loader, glue] = (await Promise.all([import(parts.loaderUrl), import(parts.glueUrl)])) as [
    ILoader,
    IGlue
  ];
  const fetch = Object.getOwnPropertyDescriptor(self, 'fetch');
  const streaming = Object.getOwnPropertyDescriptor(WebAssembly, 'instantiateStreaming');
  self.fetch = input => standIn(input instanceof Request ? input.url : String(input), parts);
  WebAssembly.instantiateStreaming = async (_source, imports) => ({
    module: parts.module,
    instance: await WebAssembly.instantiate(parts.module, imports)
  });
  try {
    const pyodide = await loader.loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      // No packages: an import of one that is not there fails as in any Python.
      lockFileContents: JSON.stringify({ info: LOCK_INFO, packages: {} }),
      createPyodideModule: glue.default,
      env: { HOME: '/home/pyodide' }
    });
    return { pyodide, run: prepare(pyodide) };
  } finally {
    restore(self, 'fetch', fetch);
    restore(WebAssembly, 'instantiateStreaming', streaming);
  }
}

function restore(holder: object, name: string, was: PropertyDescriptor | undefined): void {
  Reflect.deleteProperty(holder, name);
  if (was !== undefined) {
    Object.defineProperty(holder, name, was);
  }
}

function standIn(url: string, parts: IPythonParts): Promise<Response> {
  if (url.endsWith('.zip')) {
    return Promise.resolve(new Response(parts.stdlib));
  }
  if (url.endsWith('.wasm')) {
    const headers = { 'content-type': 'application/wasm' };
    return Promise.resolve(new Response('', { headers }));
  }
  return Promise.reject(new TypeError(`There is no ${url} in the sandbox`));
}

function prepare(pyodide: IPyodide): IInterpreter['run'] {
  const scope = pyodide.toPy({ __name__: 'harness' }) as { get(name: string): unknown };
  pyodide.runPython(harness, { globals: scope });
  return scope.get('run') as IInterpreter['run'];
}
