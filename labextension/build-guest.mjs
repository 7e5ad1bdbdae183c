// Builds the guest page into jupyter_interview/static/guest/: the panel without JupyterLab.
//
// manifest.json names what the page loads, relative to that folder: {js, css, preload}, where
// `preload` lists the chunks that `js` imports at once, and then those of the panel, in the order
// of their use. LICENSES.txt says whose code is in the bundle. Every other file name carries a hash
// of its content, so the server may let browsers keep it for ever.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundledLicences } from './guest-build/bundled-licences.mjs';
import { COMMON, ROOT, buildScript, firstOf } from './guest-build/script.mjs';
import { sheetOf } from './guest-build/sheet.mjs';

const outdir = join(ROOT, 'jupyter_interview', 'static', 'guest');
const SHEETS = ['./base.css', '../src/shells/page.css', '../src/shells/guest/guest.css'];

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const [script, sheet] = await Promise.all([
  buildScript({ outdir }),
  build({
    ...COMMON,
    outdir,
    entryPoints: [{ in: 'guest.css', out: 'guest' }],
    plugins: [sheetOf('guest.css', SHEETS)]
  })
]);

const outputs = Object.entries(script.metafile.outputs);
const { entry, preload } = firstOf(script.metafile);

const file = path => basename(path);
const manifest = {
  js: file(entry),
  css: file(Object.keys(sheet.metafile.outputs).find(path => path.endsWith('.css'))),
  preload: preload.map(file)
};
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');

// The server sends these to whoever takes gzip.
for (const name of [manifest.css, ...outputs.map(([path]) => file(path))]) {
  if (/\.(css|js)$/.test(name)) {
    writeFileSync(join(outdir, `${name}.gz`), gzipSync(readFileSync(join(outdir, name))));
  }
}

writeFileSync(join(outdir, 'LICENSES.txt'), bundledLicences(script.metafile, sheet.metafile));

const bytes = [entry, ...preload].reduce(
  (sum, path) => sum + script.metafile.outputs[path].bytes,
  0
);
console.log(
  `guest page: ${Math.round(bytes / 1024)} KB of JavaScript at first, ${outputs.length} files`
);
