// Makes a module of a catalogue of gettext, for the three bundlers that meet `import('….po')`.
//
// The module's default export is an ICatalogue (src/locale/catalogue.ts). The rule of the plurals
// becomes code here, because pages evaluate none. What is untranslated, or marked as fuzzy, is left out
// and so shown in English.
import { readFileSync } from 'node:fs';
import gettextParser from 'gettext-parser';

const PO = /\.po$/;
/** What C's operators and those of JavaScript have in common. */
const RULE = /^\s*nplurals\s*=\s*\d+\s*;\s*plural\s*=([\s\d()n?:!=<>&|%+*/-]+);?\s*$/;

/** Between the context of a message and its text, as in gettext's own files. */
const CONTEXT_END = '\u0004';

/** `keeps` is asked of each message, by the sources in which it stands. */
export function catalogueModule(po, keeps = () => true) {
  const { headers, translations } = gettextParser.po.parse(po);
  const rule = headers['Plural-Forms']?.match(RULE)?.[1];
  if (rule === undefined) {
    throw new Error('The catalogue has no rule for plurals that can be read.');
  }
  const messages = {};
  for (const [context, entries] of Object.entries(translations)) {
    for (const { msgid, msgstr, comments } of Object.values(entries)) {
      const isFuzzy = comments?.flag?.includes('fuzzy') ?? false;
      const isKept = keeps(comments?.reference?.split(/\s+/) ?? []);
      if (msgid !== '' && isKept && !isFuzzy && msgstr.every(text => text !== '')) {
        messages[context === '' ? msgid : context + CONTEXT_END + msgid] = msgstr;
      }
    }
  }
  return [
    'export default {',
    `  locale: ${JSON.stringify(headers.Language.replace('_', '-'))},`,
    `  plural: n => Number(${rule.trim()}),`,
    `  messages: ${JSON.stringify(messages)}`,
    '};'
  ].join('\n');
}

const read = path => catalogueModule(readFileSync(path));

export const esbuildCatalogues = {
  name: 'catalogues',
  setup: hooks => {
    hooks.onLoad({ filter: PO }, ({ path }) => ({ contents: read(path), loader: 'js' }));
  }
};

export const viteCatalogues = {
  name: 'catalogues',
  enforce: 'pre',
  load: id => (PO.test(id) ? read(id) : undefined)
};
