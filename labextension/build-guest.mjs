// Builds the guest page into jupyter_interview/static/guest/: the panel without JupyterLab.
//
// manifest.json names what the page loads, relative to that folder: {js, css, preload}, where
// `preload` lists the chunks that `js` imports at once, and then those of the panel, in the order
// of their use. LICENSES.txt says whose code is in the bundle. Every other file name carries a hash
// of its content, so the server may let browsers keep it for ever.
//
// One style sheet holds both of JupyterLab's themes. The system decides between light and dark,
// unless the root element says otherwise: <html data-jp-theme-light="true"> or "false".
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { COMMON, ROOT, buildScript, firstOf } from './guest-build/script.mjs';
import { licences } from './runner-build/licences.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const outdir = join(ROOT, 'jupyter_interview', 'static', 'guest');
const PACKAGE = /^node_modules\/(@[^/]+\/)?[^/]+/;
const STYLED = ['theme-light-extension', 'theme-dark-extension', 'codemirror', 'ui-components'].map(
  name => `@jupyterlab/${name}`
);
const modules = createRequire(import.meta.url);
const read = name => readFileSync(modules.resolve(name), 'utf8');

/** JupyterLab's own colors of these have less contrast with its dark background than 4.5 to 1. */
const LIGHTER_IN_THE_DARK =
  '& { --jp-mirror-editor-comment-color: #4a9090; --jp-mirror-editor-meta-color: #bb66ff; }';

function labStyles() {
  const theirs = read('@jupyterlab/theme-dark-extension/style/variables.css');
  const dark = theirs.replaceAll(/^:root\b/gm, '&') + LIGHTER_IN_THE_DARK;
  return [
    read('@jupyterlab/theme-light-extension/style/variables.css'),
    ':root { color-scheme: light; }',
    `@media (prefers-color-scheme: dark) {
      :root:not([data-jp-theme-light='true']) { color-scheme: dark; ${dark} }
    }`,
    `:root[data-jp-theme-light='false'] { color-scheme: dark; ${dark} }`,
    read('@jupyterlab/codemirror/style/base.css'),
    read('@jupyterlab/ui-components/style/styling.css')
  ].join('\n');
}

/** The licences of every package with code in the bundle, which the minified files no longer name. */
function licenses(...metafiles) {
  const inputs = metafiles.flatMap(metafile => Object.keys(metafile.inputs));
  const found = inputs.flatMap(input => input.match(PACKAGE)?.[0] ?? []);
  const folders = new Set([...found, ...STYLED.map(name => `node_modules/${name}`)]);
  return licences([...folders].map(folder => join(ROOT, folder)));
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const [script, sheet] = await Promise.all([
  buildScript({ outdir }),
  build({
    ...COMMON,
    outdir,
    entryPoints: [{ in: 'guest.css', out: 'guest' }],
    plugins: [
      {
        name: 'guest-styles',
        setup: hooks => {
          const sheets = {
            'guest.css':
              "@import 'lab.css'; @import './base.css'; @import '../src/shells/guest/guest.css';",
            'lab.css': labStyles()
          };
          hooks.onResolve({ filter: /^(guest|lab)\.css$/ }, ({ path }) => ({
            path,
            namespace: 'g'
          }));
          hooks.onLoad({ filter: /.*/, namespace: 'g' }, ({ path }) => ({
            contents: sheets[path],
            loader: 'css',
            resolveDir: join(here, 'style')
          }));
        }
      }
    ]
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

writeFileSync(join(outdir, 'LICENSES.txt'), licenses(script.metafile, sheet.metafile));

const bytes = [entry, ...preload].reduce(
  (sum, path) => sum + script.metafile.outputs[path].bytes,
  0
);
console.log(
  `guest page: ${Math.round(bytes / 1024)} KB of JavaScript at first, ${outputs.length} files`
);
