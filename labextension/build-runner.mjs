// Builds what the server serves of the runner into jupyter_interview/static/runner/.
//
//   runner.html        the sandbox frame: its supervisor and worker scripts inline. The server puts
//                      a fresh nonce in the place of {{nonce}} and sends the policy as a header.
//   server.mjs         the same for runs on the server, in Deno.
//   manifest.json      the files below: {pyodide, files}, each {role, file, size, gzip}: its name
//                      without `.gz`, and bytes of both.
//   NAME.HASH.EXT.gz   to be sent as NAME.HASH.EXT with Content-Encoding: gzip. The bytes are in
//                      the package once; for a client without gzip the server unpacks them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { version as pyodideVersion } from 'pyodide';
import {
  cached,
  compiledLibrary,
  digestOf,
  hashOf,
  pyodide,
  snapshot
} from './runner-build/python.mjs';
import { framePage, script, serverScript, worker } from './runner-build/scripts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const outdir = join(here, '..', 'jupyter_interview', 'static', 'runner');

async function publish(role, name, bytes) {
  const content = Buffer.from(bytes);
  const [, stem, extension] = /^(.*)(\.[^.]+)$/.exec(name);
  const hash = hashOf(content).slice(0, 16);
  const file = `${stem}.${hash}${extension}`;
  const packed = readFileSync(await cached(`${hash}.gz`, () => gzipSync(content, { level: 9 })));
  writeFileSync(join(outdir, `${file}.gz`), packed);
  return { role, file, size: content.length, gzip: packed.length };
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const copy = (role, name) => publish(role, name, readFileSync(join(pyodide, name)));
const { info } = JSON.parse(readFileSync(join(pyodide, 'pyodide-lock.json'), 'utf8'));
const harness = await worker('snapshot-tools', { format: 'esm' });
const library = await compiledLibrary();
const memory = await snapshot(library, harness);
const acorn = await script('acorn', { format: 'esm' });
const sucrase = await script('sucrase', { format: 'esm' });
const manifest = {
  pyodide: pyodideVersion,
  files: [
    ...(memory ? [await publish('snapshot', 'memory.bin', readFileSync(memory))] : []),
    await copy('wasm', 'pyodide.asm.wasm'),
    await publish('stdlib', 'python_stdlib.zip', readFileSync(library)),
    await copy('glue', 'pyodide.asm.mjs'),
    await copy('loader', 'pyodide.mjs'),
    await publish('acorn', 'acorn.mjs', acorn),
    await publish('sucrase', 'sucrase.mjs', sucrase)
  ]
};
const define = {
  LOCK_INFO: JSON.stringify(info),
  SNAPSHOT_DIGEST: JSON.stringify(digestOf(library))
};
const page = await framePage(['javascript', 'typescript', 'python'], define);
writeFileSync(join(outdir, 'runner.html'), page);
writeFileSync(join(outdir, 'server.mjs'), await serverScript(define));
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
writeFileSync(
  join(outdir, 'LICENSES.txt'),
  `Files of other projects in this folder, unmodified but for their names and, in the case of
Python's standard library, compiled to bytecode; memory.*.bin is the memory of a Python interpreter
made of them:

Pyodide ${pyodideVersion}, Mozilla Public License 2.0, https://github.com/pyodide/pyodide
CPython's standard library, PSF License, https://github.com/python/cpython
acorn, MIT License, Copyright (C) 2012-2022 by various contributors,
https://github.com/acornjs/acorn
sucrase, MIT License, Copyright (c) 2012-2018 various contributors,
https://github.com/alangpierce/sucrase
`
);

const megabytes = key =>
  (manifest.files.reduce((sum, file) => sum + file[key], 0) / 1e6).toFixed(1);
console.log(
  `runner: ${megabytes('size')} MB, ${megabytes('gzip')} MB gzipped; ` +
    `runner.html ${Math.round(page.length / 1024)} KB`
);
process.exit(0);
