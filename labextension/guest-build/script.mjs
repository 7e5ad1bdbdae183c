// The guest page's scripts: how they are bundled, and which of them a page loads at first.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { esbuildCatalogues } from '../catalogue-module.mjs';
import { emacsWhole, narrow, noStyles, parsersMadeBefore } from './plugins.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
export const ROOT = join(here, '..');

/** Of the script and of the style sheet. */
export const COMMON = {
  bundle: true,
  minify: true,
  metafile: true,
  absWorkingDir: ROOT,
  target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.svg': 'text', '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file' }
};

const PLUGINS = [
  emacsWhole,
  esbuildCatalogues,
  parsersMadeBefore,
  // The index files of these packages bring in all of JupyterLab's widgets.
  narrow({
    '@jupyterlab/codeeditor': ['lib/editor', 'lib/mimetype', 'lib/tokens'],
    '@jupyterlab/services': ['lib/serverconnection']
  }),
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
  noStyles
];

/** Resolves with esbuild's result. With `write: false` nothing is written. */
export function buildScript(options) {
  return build({
    ...COMMON,
    entryPoints: [join(here, 'src', 'shells', 'guest', 'entry.ts')],
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    format: 'esm',
    splitting: true,
    legalComments: 'none',
    plugins: PLUGINS,
    ...options
  });
}

/**
 * The outputs that a page loads before it shows anything: the entry, and in `preload` what it imports at
 * once and then those of the panel, in the order of their use.
 */
export function firstOf({ outputs }) {
  const made = path => Object.keys(outputs).find(name => outputs[name].entryPoint?.endsWith(path));
  const entry = made('guest/entry.ts');
  const main = made('guest/main.tsx');
  const preload = new Set();
  const visit = output => {
    for (const { kind, path } of outputs[output].imports) {
      if (kind === 'import-statement' && !preload.has(path)) {
        preload.add(path);
        visit(path);
      }
    }
  };
  visit(entry);
  preload.add(main);
  visit(main);
  return { entry, preload: [...preload] };
}
