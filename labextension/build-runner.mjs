// Builds what the server serves of the runner into jupyter_interview/static/runner/.
//
//   runner.html        the sandbox frame: its supervisor and worker scripts inline. The server puts
//                      a fresh nonce in the place of {{nonce}} and sends the policy as a header.
//   server.mjs         the same for runs on the server, in Deno.
//   manifest.json      the files below: {pyodide, loader, files}, each {role, file, size, gzip}: its name
//                      without `.gz`, and bytes of both; no `gzip` where there is no such file.
//   loader.HASH.js    the worker of the page that loads them for the frame, named in the manifest
//   NAME.HASH.EXT.gz   to be sent as NAME.HASH.EXT with Content-Encoding: gzip. The bytes are in
//                      the package once; for a client without gzip the server unpacks them.
//   NAME.HASH.EXT      what is packed in itself: the standard library, a zip.
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
import { licences, text } from './runner-build/licences.mjs';
import { packFiles, packs } from './runner-build/packs.mjs';
import {
  bundled,
  compiler,
  framePage,
  nodeModules,
  script,
  serverScript,
  worker
} from './runner-build/scripts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const outdir = join(here, '..', 'jupyter_interview', 'static', 'runner');

/** A name that tells the content, and what the manifest says of it. */
function described(role, name, bytes) {
  const content = Buffer.from(bytes);
  const [, stem, extension] = /^(.*)(\.[^.]+)$/.exec(name);
  const hash = hashOf(content).slice(0, 16);
  return {
    content,
    hash,
    entry: { role, file: `${stem}.${hash}${extension}`, size: content.length }
  };
}

async function publishPacked(role, name, bytes) {
  const { content, hash, entry } = described(role, name, bytes);
  const packed = readFileSync(await cached(`${hash}.gz`, () => gzipSync(content, { level: 9 })));
  writeFileSync(join(outdir, `${entry.file}.gz`), packed);
  return { ...entry, gzip: packed.length };
}

function publish(role, name, bytes) {
  const { content, entry } = described(role, name, bytes);
  writeFileSync(join(outdir, entry.file), content);
  return entry;
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const copy = (role, name) => publishPacked(role, name, readFileSync(join(pyodide, name)));
const { info } = JSON.parse(readFileSync(join(pyodide, 'pyodide-lock.json'), 'utf8'));
const loaderSource = join(here, 'src', 'runner', 'file-loader-worker.ts');
const harness = await worker('snapshot-tools', { format: 'esm' });
const library = await compiledLibrary();
const memory = await snapshot(library, harness);
const syntax = await worker('syntax', { format: 'esm' });
const sucrase = await worker('compile/sucrase', { format: 'esm' });
const node = await nodeModules();
const ofPacks = [];
for (const { role, name, bytes } of await packFiles()) {
  ofPacks.push(await publishPacked(role, name, bytes));
}
const manifest = {
  pyodide: pyodideVersion,
  loader: publish('loader', 'loader.js', await script(loaderSource)).file,
  files: [
    ...(memory ? [await publishPacked('snapshot', 'memory.bin', readFileSync(memory))] : []),
    await copy('wasm', 'pyodide.asm.wasm'),
    publish('stdlib', 'python_stdlib.zip', readFileSync(library)),
    await copy('glue', 'pyodide.asm.mjs'),
    await copy('loader', 'pyodide.mjs'),
    await publishPacked('acorn', 'syntax.mjs', syntax),
    await publishPacked('sucrase', 'sucrase.mjs', sucrase),
    await publishPacked('node', 'node.mjs', node),
    await publishPacked('compiler', 'typescript.mjs', await compiler()),
    ...ofPacks
  ]
};
const define = {
  LOCK_INFO: JSON.stringify(info),
  SNAPSHOT_DIGEST: JSON.stringify(digestOf(library)),
  HAS_SNAPSHOT: String(memory !== null)
};
const page = await framePage(['module', 'python', 'pack'], define);
writeFileSync(join(outdir, 'runner.html'), page);
writeFileSync(join(outdir, 'server.mjs'), await serverScript(define));
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
const limited = Object.keys(packs).map(language => `${language}-*.wasm`);
const notices = Object.values(packs).flatMap(pack => pack.notices);
writeFileSync(
  join(outdir, 'LICENSES.txt'),
  `Files of other projects in this folder, unmodified but for their names and for this: Python's
standard library is compiled to bytecode, in pyodide.asm.*.wasm functions that recursion passes
through are wrapped, by labextension/runner-build/stack-accounting.mjs of the sources of
jupyter_interview, and the memory of ${limited.join(' and ')} has a limit. memory.*.bin is the memory of a Python interpreter made of them:

Pyodide ${pyodideVersion}, with hiwire, Mozilla Public License 2.0, https://github.com/pyodide/pyodide
CPython and its standard library, PSF License, https://github.com/python/cpython
tzdata, the time zones of IANA in the public domain in a package under Apache License 2.0, in the
zip of the standard library, https://github.com/python/tzdata
Libraries that are linked into pyodide.asm.*.wasm, each with its licence below.
${notices.join('\n')}

The sources of what is under the Mozilla Public License are at the addresses above, and those of the
change to it in the sources of jupyter_interview. The texts of these licences:

${text('WebAssembly')}
## Mozilla Public License 2.0

${text('MPL-2.0')}
## Python

${text('Python')}
## Apache License 2.0

${text('Apache-2.0')}
# Packages of npm that are bundled into the scripts, each with its licence

${licences(bundled)}`
);

const megabytes = sizeOf =>
  (manifest.files.reduce((sum, file) => sum + sizeOf(file), 0) / 1e6).toFixed(1);
console.log(
  `runner: ${megabytes(({ size }) => size)} MB, ` +
    `${megabytes(({ gzip, size }) => gzip ?? size)} MB as sent; ` +
    `runner.html ${Math.round(page.length / 1024)} KB`
);
process.exit(0);
