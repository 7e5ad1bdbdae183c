// Builds the guest page into jupyter_interview/static/guest/: the panel without JupyterLab.
//
// manifest.json names what the page loads, relative to that folder: {js, css, preload}; `preload`
// lists the chunks that `js` imports at once. Every other file name carries a hash of its content,
// so the server may let browsers keep them for ever.
//
// One style sheet holds both of JupyterLab's themes. The system decides between light and dark,
// unless the root element says otherwise: <html data-jp-theme-light="true"> or "false".
import { readFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const entry = join(here, 'src', 'guest', 'main.tsx');
const outdir = join(here, '..', 'jupyter_interview', 'static', 'guest');
const modules = createRequire(import.meta.url);
const read = name => readFileSync(modules.resolve(name), 'utf8');

function styles() {
  const dark = read('@jupyterlab/theme-dark-extension/style/variables.css').replaceAll(
    /^:root\b/gm,
    '&'
  );
  return [
    read('@jupyterlab/theme-light-extension/style/variables.css'),
    ':root { color-scheme: light; }',
    `@media (prefers-color-scheme: dark) {
      :root:not([data-jp-theme-light='true']) { color-scheme: dark; ${dark} }
    }`,
    `:root[data-jp-theme-light='false'] { color-scheme: dark; ${dark} }`,
    read('@jupyterlab/codemirror/style/base.css'),
    read('@jupyterlab/ui-components/style/styling.css'),
    readFileSync(join(here, 'style', 'base.css'), 'utf8')
  ].join('\n');
}

const common = {
  bundle: true,
  minify: true,
  metafile: true,
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
    legalComments: 'linked',
    // The style sheet below is the only one: what the modules import is already in it.
    plugins: [
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
          hooks.onResolve({ filter: /^guest\.css$/ }, () => ({
            path: 'guest.css',
            namespace: 'g'
          }));
          hooks.onLoad({ filter: /.*/, namespace: 'g' }, () => ({
            contents: styles(),
            loader: 'css',
            resolveDir: join(here, 'style')
          }));
        }
      }
    ]
  })
]);

const outputs = Object.entries(script.metafile.outputs);
const [, main] = outputs.find(([, output]) => output.entryPoint?.endsWith('guest/main.tsx'));
const preload = new Set();
const visit = output => {
  for (const { kind, path } of output.imports) {
    if (kind === 'import-statement' && !preload.has(path)) {
      preload.add(path);
      visit(script.metafile.outputs[path]);
    }
  }
};
visit(main);

const file = path => basename(path);
const manifest = {
  js: file(outputs.find(([, output]) => output === main)[0]),
  css: file(Object.keys(sheet.metafile.outputs).find(path => path.endsWith('.css'))),
  preload: [...preload].map(file)
};
writeFileSync(join(outdir, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');

const initial = [main, ...[...preload].map(path => script.metafile.outputs[path])];
const bytes = initial.reduce((sum, output) => sum + output.bytes, 0);
console.log(
  `guest page: ${Math.round(bytes / 1024)} KB of JavaScript at first, ${outputs.length} files`
);
