// Python as the sandbox wants it: a standard library that is compiled, and the memory of an
// interpreter that has started.
//
// Both are made by the interpreter that will read them and need no browser: Deno, which npm brings,
// is enough. The memory is of one build of the interpreter and of one library; a digest names both.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadPyodide, version } from 'pyodide';
import { accountForStack } from './stack-accounting.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const cache = join(here, '..', '..', 'node_modules', '.cache', 'jupyter-interview-runner');

/** The version of the package of time zones. */
const TZDATA = '2026.6';

/** The folder of the npm package. */
const original = dirname(require.resolve('pyodide/package.json'));

/** A folder with the same interpreter, which sees how deep the engine's stack is. */
export const pyodide = deepInterpreter();

/** Of every interpreter: sets are printed in the same order each time. */
const ENV = { HOME: '/home/pyodide', PYTHONHASHSEED: '0' };

const COMPILE_LIBRARY = `
import importlib._bootstrap_external as external, importlib.util, io, zipfile

def compile_library(paths):
    out, sources = io.BytesIO(), {}
    for path in paths:
        source = zipfile.ZipFile(path)
        sources |= {name: source for name in source.namelist() if ".dist-info/" not in name}
    with zipfile.ZipFile(out, "w") as target:
        for name in sorted(sources):
            data = sources[name].read(name)
            if name.endswith(".py"):
                where = f"/lib/python314.zip/{name}"
                code = compile(data, where, "exec", dont_inherit=True, optimize=0)
                digest = importlib.util.source_hash(data)
                name, data = f"{name}c", external._code_to_hash_pyc(code, digest, False)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            target.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()

compile_library(paths)
`;

const read = name => readFileSync(join(pyodide, name));

function deepInterpreter() {
  const scripts = ['stack-accounting.mjs', 'wasm-module.mjs'].map(name => join(here, name));
  const wasm = readFileSync(join(original, 'pyodide.asm.wasm'));
  const key = hashOf(wasm, ...scripts.map(path => readFileSync(path))).slice(0, 16);
  const folder = join(cache, `pyodide-${version}-${key}`);
  if (!existsSync(join(folder, 'pyodide.asm.wasm'))) {
    console.log('runner: preparing the interpreter for deep recursion');
    mkdirSync(folder, { recursive: true });
    for (const name of ['pyodide.asm.mjs', 'pyodide.mjs', 'pyodide-lock.json', 'package.json']) {
      copyFileSync(join(original, name), join(folder, name));
    }
    copyFileSync(join(original, 'python_stdlib.zip'), join(folder, 'python_stdlib.zip'));
    writeFileSync(join(folder, 'pyodide.asm.wasm'), accountForStack(wasm));
  }
  return folder;
}

export function hashOf(...parts) {
  const hash = createHash('sha256');
  parts.forEach(part => hash.update(part));
  return hash.digest('hex');
}

/** The path of what is kept under this name, made when it is not there yet. */
export async function cached(name, make) {
  const path = join(cache, name);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(path, await make());
  }
  return path;
}

/**
 * The path of the standard library as a zip of .pyc, for the one on npm has sources only; with it
 * the time zones, which `zoneinfo` takes from the package tzdata where no system has them.
 */
export async function compiledLibrary() {
  const zones = await timeZones();
  const zips = [read('python_stdlib.zip'), ...(zones ? [readFileSync(zones)] : [])];
  const key = hashOf(...zips, COMPILE_LIBRARY).slice(0, 16);
  return cached(`stdlib-${version}-${key}.zip`, async () => {
    console.log('runner: compiling the Python standard library');
    const python = await loadPyodide({ indexURL: pyodide, env: ENV });
    const paths = zips.map((zip, index) => {
      python.FS.writeFile(`/tmp/${index}.zip`, zip);
      return `/tmp/${index}.zip`;
    });
    const locals = python.toPy({ paths });
    return python.runPython(COMPILE_LIBRARY, { globals: locals }).toJs();
  });
}

/** The path of the wheel with the time zones; null when pip cannot get it. */
async function timeZones() {
  try {
    return await cached(`tzdata-${TZDATA}.whl`, () => {
      console.log('runner: fetching time zones');
      const own = join(here, '..', '..', '.venv', 'bin', 'python');
      const folder = join(cache, 'tzdata');
      const args = [
        '-m',
        'pip',
        'download',
        '--no-deps',
        '--only-binary',
        ':all:',
        '--dest',
        folder
      ];
      execFileSync(existsSync(own) ? own : 'python3', [...args, `tzdata==${TZDATA}`], {
        stdio: ['ignore', 'ignore', 'pipe']
      });
      return readFileSync(join(folder, `tzdata-${TZDATA}-py2.py3-none-any.whl`));
    });
  } catch (error) {
    console.warn(
      `runner: Python will know no time zones, for pip could not fetch them.\n${error.message}`
    );
    return null;
  }
}

/** Names the interpreter that memory was taken from. */
export function digestOf(library) {
  const files = ['pyodide.asm.wasm', 'pyodide.asm.mjs', 'pyodide.mjs'].map(read);
  return hashOf(...files, readFileSync(library));
}

/**
 * The path of the memory of an interpreter with the harness in it, the digest before it; null when
 * it cannot be made here. Workers then start the long way, which takes them three times as long.
 */
export async function snapshot(library, harness) {
  const digest = digestOf(library);
  try {
    const script = join(here, 'memory.mjs');
    const key = hashOf(digest, harness, readFileSync(script)).slice(0, 16);
    return await cached(`memory-${key}.bin`, async () => {
      console.log('runner: keeping the memory of a Python interpreter');
      const source = await cached(`harness-${hashOf(harness).slice(0, 16)}.mjs`, () => harness);
      const out = `${source}.memory`;
      const args = [script, pyodide, library, source, out];
      const env = { ...process.env, PYTHON_ENV: JSON.stringify(ENV), DENO_NO_UPDATE_CHECK: '1' };
      execFileSync(...engine(args), { env, stdio: ['ignore', 'ignore', 'pipe'] });
      const memory = Buffer.concat([Buffer.from(digest), readFileSync(out)]);
      rmSync(out);
      return memory;
    });
  } catch (error) {
    console.warn(
      'runner: the memory of an interpreter could not be kept, so Python will start more slowly. ' +
        `${error.message}\n${error.stderr ?? ''}`
    );
    return null;
  }
}

/** A command that runs a script on the V8 of Deno, which npm brings, or on this one if it can. */
function engine(args) {
  if ('Suspending' in WebAssembly) {
    return [process.execPath, args];
  }
  const deno = join(dirname(require.resolve('deno/package.json')), 'bin.cjs');
  return [process.execPath, [deno, 'run', '--allow-all', '--no-config', '--no-lock', ...args]];
}
