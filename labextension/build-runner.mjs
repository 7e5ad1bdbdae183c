// Builds what the server serves of the runner into jupyter_interview/static/runner/.
//
//   runner.html     the sandbox frame: its supervisor and worker scripts inline. The server puts a
//                   fresh nonce in the place of {{nonce}} and sends the policy as a header.
//   manifest.json   the files below by kind of worker: {pyodide, groups: {python: [...], ...}},
//                   each {role, file, size, gzip} with the bytes of the file and of its `.gz`.
//   NAME.HASH.EXT   with NAME.HASH.EXT.gz beside it, to be sent with Content-Encoding: gzip.
//
// Python's standard library is compiled to .pyc here, by the same interpreter that will read it:
// the one on npm has sources only, and compiling them takes three quarters of the time to start.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { loadPyodide, version as pyodideVersion } from 'pyodide';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'src', 'runner');
const outdir = join(here, '..', 'jupyter_interview', 'static', 'runner');
const cache = join(here, '..', 'node_modules', '.cache', 'jupyter-interview-runner');
const pyodide = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));

const COMPILE_LIBRARY = `
import importlib._bootstrap_external as external, importlib.util, io, zipfile

def compile_library(path):
    source, out = zipfile.ZipFile(path), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name.endswith(".py"):
                where = f"/lib/python314.zip/{name}"
                code = compile(data, where, "exec", dont_inherit=True, optimize=0)
                digest = importlib.util.source_hash(data)
                name, data = f"{name}c", external._code_to_hash_pyc(code, digest, False)
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()

compile_library("/tmp/library.zip")
`;

const hashOf = bytes => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** The bytes kept under this name, made when they are not there yet. */
async function cached(name, make) {
  const path = join(cache, name);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(path, await make());
  }
  return readFileSync(path);
}

async function compiledLibrary() {
  const sources = readFileSync(join(pyodide, 'python_stdlib.zip'));
  const key = hashOf(Buffer.concat([sources, Buffer.from(COMPILE_LIBRARY)]));
  return cached(`stdlib-${pyodideVersion}-${key}.zip`, async () => {
    console.log('runner: compiling the Python standard library');
    const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: '0' } });
    python.FS.writeFile('/tmp/library.zip', sources);
    const result = python.runPython(COMPILE_LIBRARY);
    return result.toJs();
  });
}

async function script(entry, options = {}) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    legalComments: 'none',
    loader: { '.py': 'text' },
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    ...options
  });
  return outputFiles[0].text;
}

async function framePage() {
  const { info } = JSON.parse(readFileSync(join(pyodide, 'pyodide-lock.json'), 'utf8'));
  const kinds = ['javascript', 'python', 'syntax'];
  const define = { LOCK_INFO: JSON.stringify(info) };
  const workers = await Promise.all(
    kinds.map(async kind => [
      kind,
      await script(join(source, 'worker', `${kind}-worker.ts`), { define })
    ])
  );
  const supervisor = await script(join(source, 'sandbox', 'supervisor.ts'), {
    define: { WORKER_SOURCES: JSON.stringify(Object.fromEntries(workers)) }
  });
  const inline = supervisor.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const template = readFileSync(join(source, 'sandbox', 'runner.html'), 'utf8');
  const parts = template.split('// supervisor');
  if (parts.length !== 2 || template.split('{{nonce}}').length !== 3) {
    throw new Error('runner.html does not have its placeholders');
  }
  return parts.join(inline.trim());
}

async function publish(role, name, bytes) {
  const content = Buffer.from(bytes);
  const [, stem, extension] = /^(.*)(\.[^.]+)$/.exec(name);
  const hash = hashOf(content);
  const file = `${stem}.${hash}${extension}`;
  const packed = await cached(`${hash}.gz`, () => gzipSync(content, { level: 9 }));
  writeFileSync(join(outdir, file), content);
  writeFileSync(join(outdir, `${file}.gz`), packed);
  return { role, file, size: content.length, gzip: packed.length };
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const copy = (role, name) => publish(role, name, readFileSync(join(pyodide, name)));
const acorn = await script('acorn', { format: 'esm', absWorkingDir: here });
const manifest = {
  pyodide: pyodideVersion,
  groups: {
    python: [
      await copy('wasm', 'pyodide.asm.wasm'),
      await publish('stdlib', 'python_stdlib.zip', await compiledLibrary()),
      await copy('glue', 'pyodide.asm.mjs'),
      await copy('loader', 'pyodide.mjs')
    ],
    syntax: [await publish('acorn', 'acorn.mjs', acorn)]
  }
};
const page = await framePage();
writeFileSync(join(outdir, 'runner.html'), page);
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
writeFileSync(
  join(outdir, 'LICENSES.txt'),
  `Files of other projects in this folder, unmodified but for their names and, in the case of
Python's standard library, compiled to bytecode:

Pyodide ${pyodideVersion}, Mozilla Public License 2.0, https://github.com/pyodide/pyodide
CPython's standard library, PSF License, https://github.com/python/cpython
acorn, MIT License, Copyright (C) 2012-2022 by various contributors,
https://github.com/acornjs/acorn
`
);

const files = Object.values(manifest.groups).flat();
const megabytes = key => (files.reduce((sum, file) => sum + file[key], 0) / 1e6).toFixed(1);
console.log(
  `runner: ${megabytes('size')} MB, ${megabytes('gzip')} MB gzipped; ` +
    `runner.html ${Math.round(page.length / 1024)} KB`
);
