// The player in a file: one script and one style sheet, which stand in a page that asks for nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { catalogueModule } from '../catalogue-module.mjs';
import { narrow, noOtherLanguages, noStyles, parsersMadeBefore } from './plugins.mjs';
import { COMMON, ROOT } from './script.mjs';
import { sheetOf } from './sheet.mjs';

const SOURCE = 'labextension/';
const SHEETS = ['./player.css', '../src/shells/page.css', '../src/shells/file/file.css'];

/** What would end the script or the style sheet, or hide its end, in the page around it. */
const NO_PART_OF_A_PAGE = /<!--|<\/(?:script|style)/i;

/**
 * JupyterLab's class of translations makes a function of a rule for plurals, which the policy of the page
 * forbids. The catalogues here bring it as a function.
 */
const noCodeOfStrings = {
  name: 'no-code-of-strings',
  setup: hooks =>
    hooks.onLoad({ filter: /@jupyterlab[\\/]translation[\\/]lib[\\/]gettext\.js$/ }, ({ path }) => {
      const parts = readFileSync(path, 'utf8').split(/return new Function\([^]*?\);\n/);
      if (parts.length !== 2) {
        throw new Error(`Another function than before is made in ${path}.`);
      }
      return { contents: parts.join('throw new Error(pluralForm);\n') };
    })
};

/**
 * Of the tokens of JupyterLab's translations one constant is used. The rest would bring everything that asks
 * a server for something.
 */
const noServer = {
  name: 'no-server',
  setup: hooks =>
    hooks.onLoad({ filter: /@jupyterlab[\\/]translation[\\/]lib[\\/]tokens\.js$/ }, ({ path }) => {
      const found = /^export const DEFAULT_LANGUAGE_CODE = .*;$/m.exec(readFileSync(path, 'utf8'));
      if (found === null) {
        throw new Error(`Another constant than before is in ${path}.`);
      }
      return { contents: found[0] };
    })
};

/** A recording has what a program printed, and nothing of what it displayed otherwise. */
const noDisplays = {
  name: 'no-displays',
  setup: hooks => {
    hooks.onResolve({ filter: /^\.\/safe-html$/ }, ({ path }) => ({ path, namespace: 'display' }));
    hooks.onLoad({ filter: /.*/, namespace: 'display' }, () => ({
      contents: 'export const safeHtml = () => null;'
    }));
  }
};

/** Catalogues with those messages alone that stand in one of these sources. */
const cataloguesOf = sources => ({
  name: 'catalogues-of',
  setup: hooks =>
    hooks.onLoad({ filter: /\.po$/ }, ({ path }) => ({
      contents: catalogueModule(readFileSync(path), found =>
        found.some(source => sources.has(SOURCE + source))
      ),
      loader: 'js'
    }))
});

function bundle(sources) {
  return build({
    ...COMMON,
    entryPoints: [join(ROOT, SOURCE, 'src', 'shells', 'file', 'main.tsx')],
    outfile: join(ROOT, 'player.js'),
    write: false,
    format: 'iife',
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    plugins: [
      cataloguesOf(sources),
      parsersMadeBefore,
      narrow({
        '@jupyterlab/codeeditor': ['lib/editor', 'lib/mimetype', 'lib/tokens'],
        '@jupyterlab/coreutils': ['lib/path'],
        '@jupyterlab/translation': ['lib/base']
      }),
      noOtherLanguages,
      noCodeOfStrings,
      noServer,
      noDisplays,
      noStyles
    ]
  });
}

/** The sources whose code is in a bundle. */
function sourcesIn({ outputs }) {
  const inputs = Object.values(outputs).flatMap(output => Object.entries(output.inputs));
  return new Set(inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path));
}

/** The script and the style sheet, as texts, and what they were made of. */
export async function buildPlayer() {
  const { metafile } = await bundle(new Set());
  const [script, sheet] = await Promise.all([
    bundle(sourcesIn(metafile)),
    build({
      ...COMMON,
      entryPoints: [{ in: 'player.css', out: 'player' }],
      outdir: ROOT,
      write: false,
      loader: { '.svg': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
      plugins: [sheetOf('player.css', SHEETS)]
    })
  ]);
  const [js, css] = [script, sheet].map(({ outputFiles: [file, ...more] }) => {
    // The modes of HTML and Markdown have this sign in texts and expressions, and there it can be
    // written so. It is never an operator of a script, because there it would begin a comment.
    const text = file.path.endsWith('.js') ? file.text.replaceAll('<!--', '\\x3c!--') : file.text;
    if (more.length > 0 || NO_PART_OF_A_PAGE.test(text)) {
      throw new Error(`${file.path} cannot stand in a page.`);
    }
    return text;
  });
  return { js, css, metafiles: [script.metafile, sheet.metafile] };
}
