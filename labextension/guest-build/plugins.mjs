// What both bundles without JupyterLab, the guest page and the player in a file, change of the packages
// that they are made of.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildParserFile } from '@lezer/generator';
import wholeEmacs from '../emacs-whole-loader.cjs';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = createRequire(import.meta.url);

/** Lets an import of a package see only these of its modules. */
export function narrow(packages) {
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
export const parsersMadeBefore = {
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

/** The modes in which JupyterLab shows the languages of openapi/languages.json. */
const OURS = new RegExp(
  `/(lang-(${'cpp|css|html|java|javascript|json|markdown|php|python|rust|sql'})|` +
    `mode/(${'clike|go|haskell|julia|lua|perl|r|ruby|shell|swift'}))$`
);

/**
 * JupyterLab's registry knows a hundred languages. The player is one file, and has those that an interview
 * can be in.
 */
export const noOtherLanguages = {
  name: 'no-other-languages',
  setup: hooks => {
    hooks.onResolve({ filter: /^@codemirror\// }, ({ kind, importer, path }) =>
      kind === 'dynamic-import' &&
      importer.endsWith('codemirror/lib/language.js') &&
      !OURS.test(path)
        ? { path: 'nothing', namespace: 'nothing' }
        : undefined
    );
    hooks.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  }
};

/** The style sheet is made apart: what the modules import is already in it. */
export const noStyles = {
  name: 'no-styles',
  setup: hooks => hooks.onLoad({ filter: /\.css$/ }, () => ({ contents: '', loader: 'empty' }))
};

/** Emacs' keys as a bundle needs them. */
export const emacsWhole = {
  name: 'emacs-whole',
  setup: hooks =>
    hooks.onLoad({ filter: /codemirror-emacs[\\/]dist[\\/]index\.js$/ }, ({ path }) => ({
      contents: wholeEmacs(readFileSync(path, 'utf8'))
    }))
};
