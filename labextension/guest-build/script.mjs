// The guest page's scripts: how they are bundled, and which of them a page loads at first.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildParserFile } from '@lezer/generator';
import { esbuildCatalogues } from '../catalogue-module.mjs';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
export const ROOT = join(here, '..');
const modules = createRequire(import.meta.url);

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

/**
 * JupyterLab's registry of languages makes one parser when it is loaded, always of the same grammar. It
 * is made here, so that the page needs no generator of parsers, which is larger than most of the rest.
 */
const parsersMadeBefore = {
  name: 'parsers-made-before',
  setup: hooks => {
    const filter = /^@lezer\/generator$/;
    hooks.onResolve({ filter }, ({ path, importer }) => ({
      path,
      namespace: 'made-before',
      pluginData: importer
    }));
    hooks.onLoad({ filter, namespace: 'made-before' }, ({ pluginData: importer }) => {
      const calls = [...readFileSync(importer, 'utf8').matchAll(/buildParser\(('[^']*')?/g)];
      const [[, grammar]] = calls;
      if (calls.length !== 1 || grammar === undefined) {
        throw new Error(`Another parser than before is built in ${importer}.`);
      }
      const { parser } = buildParserFile(grammar.slice(1, -1));
      return {
        contents: `${parser}\nexport const buildParser = () => parser;`,
        resolveDir: dirname(modules.resolve('@jupyterlab/codemirror'))
      };
    });
  }
};

const PLUGINS = [
  esbuildCatalogues,
  parsersMadeBefore,
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
    setup: hooks => hooks.onLoad({ filter: /\.css$/ }, () => ({ contents: '', loader: 'empty' }))
  }
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
