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
import { esbuildCatalogues } from './catalogue-module.mjs';
import { licences } from './runner-build/licences.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const entry = join(here, 'src', 'shells', 'guest', 'entry.ts');
const root = join(here, '..');
const outdir = join(root, 'jupyter_interview', 'static', 'guest');
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
  return licences([...folders].map(folder => join(root, folder)));
}

/** Lets an import of a package see only these of its modules. */
function narrow(packages) {
  const filter = new RegExp(`^(${Object.keys(packages).join('|')})$`);
  return {
    name: 'narrow',
    setup: hooks => {
      hooks.onResolve({ filter }, ({ path }) => ({ path, namespace: 'narrow' }));
      hooks.onLoad({ filter, namespace: 'narrow' }, ({ path }) => ({
        contents: packages[path].map(file => `export * from '${path}/${file}';`).join('\n'),
        resolveDir: here
      }));
    }
  };
}

const common = {
  bundle: true,
  minify: true,
  metafile: true,
  absWorkingDir: root,
  outdir,
  target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.svg': 'text', '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file' }
};

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });

const [script, sheet] = await Promise.all([
  build({
    ...common,
    entryPoints: [entry],
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    format: 'esm',
    splitting: true,
    legalComments: 'none',
    plugins: [
      esbuildCatalogues,
      // The index files of these packages bring in all of JupyterLab's widgets.
      narrow({
        '@jupyterlab/codeeditor': ['lib/editor', 'lib/mimetype', 'lib/tokens'],
        '@jupyterlab/services': ['lib/serverconnection']
      }),
      // JupyterLab's registry knows a hundred languages; the page registers the three it needs.
      {
        name: 'no-other-languages',
        setup: hooks => {
          hooks.onResolve({ filter: /^@codemirror\// }, ({ kind, importer }) =>
            kind === 'dynamic-import' && importer.endsWith('codemirror/lib/language.js')
              ? { path: 'nothing', namespace: 'nothing' }
              : undefined
          );
          hooks.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
        }
      },
      // Each of these packages is one file, and esbuild puts all of it that is used anywhere into the
      // first script. What the page fetches later gets a copy of its own: of completion whole but for
      // the brackets that Lab's editor closes, of commands for the keys of Vim and Emacs.
      {
        name: 'late-copies',
        setup: hooks => {
          hooks.onResolve(
            { filter: /^@codemirror\/(autocomplete|commands)$/ },
            async ({ path, importer, kind, resolveDir, pluginData }) => {
              const isLate = path.endsWith('autocomplete')
                ? !importer.endsWith('codemirror/lib/extension.js')
                : importer.includes('/@replit/');
              if (pluginData === 'late' || !isLate) {
                return undefined;
              }
              const found = await hooks.resolve(path, { kind, resolveDir, pluginData: 'late' });
              return { ...found, suffix: '?late' };
            }
          );
        }
      },
      // The style sheet below is the only one: what the modules import is already in it.
      {
        name: 'no-styles',
        setup: hooks =>
          hooks.onLoad({ filter: /\.css$/ }, () => ({ contents: '', loader: 'empty' }))
      }
    ]
  }),
  build({
    ...common,
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
const made = path => outputs.find(([, output]) => output.entryPoint?.endsWith(path));
const [entryPath, begin] = made('guest/entry.ts');
const [mainPath, main] = made('guest/main.tsx');
const preload = new Set();
const visit = output => {
  for (const { kind, path } of output.imports) {
    if (kind === 'import-statement' && !preload.has(path)) {
      preload.add(path);
      visit(script.metafile.outputs[path]);
    }
  }
};
visit(begin);
preload.add(mainPath);
visit(main);

const file = path => basename(path);
const manifest = {
  js: file(entryPath),
  css: file(Object.keys(sheet.metafile.outputs).find(path => path.endsWith('.css'))),
  preload: [...preload].map(file)
};
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');

// The server sends these to whoever takes gzip.
const catalogues = outputs.filter(([, { entryPoint }]) => entryPoint?.endsWith('.po'));
const zipped = [manifest.js, manifest.css, ...manifest.preload];
for (const name of [...zipped, ...catalogues.map(([path]) => file(path))]) {
  writeFileSync(join(outdir, `${name}.gz`), gzipSync(readFileSync(join(outdir, name))));
}

writeFileSync(join(outdir, 'LICENSES.txt'), licenses(script.metafile, sheet.metafile));

const initial = [begin, ...[...preload].map(path => script.metafile.outputs[path])];
const bytes = initial.reduce((sum, output) => sum + output.bytes, 0);
console.log(
  `guest page: ${Math.round(bytes / 1024)} KB of JavaScript at first, ${outputs.length} files`
);
