// The style sheets of what is without JupyterLab: both of its themes, and ours.
//
// The system decides between light and dark, unless the root element says otherwise:
// <html data-jp-theme-light="true"> or "false".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = createRequire(import.meta.url);
const read = name => readFileSync(modules.resolve(name), 'utf8');

/** The packages whose styles are in each sheet. */
export const STYLED = [
  'theme-light-extension',
  'theme-dark-extension',
  'codemirror',
  'ui-components'
].map(name => `@jupyterlab/${name}`);

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

/** Makes `name` of JupyterLab's styles and of these, which are named from `labextension/style`. */
export function sheetOf(name, imports) {
  const sheets = {
    [name]: ['lab.css', ...imports].map(path => `@import '${path}';`).join('\n'),
    'lab.css': labStyles()
  };
  return {
    name: 'sheet',
    setup: hooks => {
      hooks.onResolve({ filter: /^[a-z]+\.css$/ }, ({ path }) =>
        path in sheets ? { path, namespace: 'sheet' } : undefined
      );
      hooks.onLoad({ filter: /.*/, namespace: 'sheet' }, ({ path }) => ({
        contents: sheets[path],
        loader: 'css',
        resolveDir: join(here, 'style')
      }));
    }
  };
}
