// The catalogues of labextension/translations: what the sources say, and how far each language is.
//
// Strings are extracted as JupyterLab's language packs do it, from the calls of a translator, and keep
// no line numbers, so that a catalogue changes when a string does. A string whose English changes is a
// new one; its old translation stays at the end of the catalogue, where a translator finds it.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GettextExtractor, JsExtractors } from 'gettext-extractor';
import gettextParser from 'gettext-parser';
import { inRoot } from './paths.mjs';

export const FOLDER = inRoot('labextension', 'translations');
const SOURCE = inRoot('labextension', 'src');
export const TEMPLATE = join(FOLDER, 'jupyter_interview.pot');
/** Strings that a catalogue may lack, for the time between their being written and translated. */
export const LACKING = join(FOLDER, 'lacking.json');

const HEADERS = {
  'Project-Id-Version': 'jupyter_interview',
  'MIME-Version': '1.0',
  'Content-Type': 'text/plain; charset=UTF-8',
  'Content-Transfer-Encoding': '8bit'
};

/** By locale: the path of its catalogue. */
export function catalogues() {
  const names = readdirSync(FOLDER).filter(name => name.endsWith('.po'));
  return new Map(names.sort().map(name => [basename(name, '.po'), join(FOLDER, name)]));
}

/** Every string of the sources, as the text of a template. */
export function extracted() {
  const extractor = new GettextExtractor();
  const call = (name, positions) =>
    JsExtractors.callExpression(`trans.${name}`, { arguments: positions });
  const parser = extractor.createJsParser([
    call('__', { text: 0 }),
    call('_n', { text: 0, textPlural: 1 }),
    call('_p', { context: 0, text: 1 }),
    call('_np', { context: 0, text: 1, textPlural: 2 })
  ]);
  for (const name of readdirSync(SOURCE, { recursive: true }).sort()) {
    if (/(?<!\.spec|\.d)\.tsx?$/.test(name)) {
      parser.parseString(read(join(SOURCE, name)), `src/${name}`);
    }
  }
  const translations = {};
  for (const { text, textPlural, context: msgctxt, references } of extractor.getMessages()) {
    const files = references.map(reference => reference.replace(/:\d+$/, ''));
    const entry = {
      msgid: text,
      msgstr: textPlural === null ? [''] : ['', ''],
      comments: { reference: [...new Set(files)].sort().join('\n') },
      ...(textPlural !== null && { msgid_plural: textPlural }),
      ...(msgctxt && { msgctxt })
    };
    (translations[msgctxt ?? ''] ??= {})[text] = entry;
  }
  return written({ charset: 'utf-8', headers: HEADERS, translations });
}

/** A catalogue with the strings of a template, and its own translations of them. */
export function merged(po, template) {
  const old = gettextParser.po.parse(po);
  const { translations } = gettextParser.po.parse(template);
  const forms = formsOf(old);
  const obsolete = old.obsolete ?? {};
  const stored = { ...flat(obsolete), ...flat(old.translations) };
  const used = new Set();
  for (const entry of Object.values(flat(translations))) {
    const key = keyOf(entry);
    const before = stored[key];
    entry.msgstr = Array(entry.msgid_plural === undefined ? 1 : forms).fill('');
    if (before?.msgid_plural === entry.msgid_plural && before !== undefined) {
      used.add(key);
      entry.msgstr = before.msgstr;
      entry.comments = {
        ...entry.comments,
        ...(before.comments?.translator && { translator: before.comments.translator }),
        ...(before.comments?.flag && { flag: before.comments.flag })
      };
    }
  }
  const left = {};
  for (const [key, entry] of Object.entries(stored)) {
    if (!used.has(key) && entry.msgstr.some(text => text !== '')) {
      (left[entry.msgctxt ?? ''] ??= {})[entry.msgid] = entry;
    }
  }
  return written({ charset: 'utf-8', headers: old.headers, translations, obsolete: left });
}

/** The strings without a translation, and those marked as fuzzy, which are shown in English. */
export function missing(po) {
  return Object.values(flat(gettextParser.po.parse(po).translations))
    .filter(entry => isFuzzy(entry) || entry.msgstr.some(text => text === ''))
    .map(({ msgid }) => msgid);
}

/** What is wrong with the translations that are there, a sentence each. */
export function faults(po) {
  const catalogue = gettextParser.po.parse(po);
  const forms = formsOf(catalogue);
  const found = [];
  for (const { msgid, msgid_plural: plural, msgstr } of Object.values(
    flat(catalogue.translations)
  )) {
    const told = msgstr.filter(text => text !== '');
    const say = fault => found.push(`“${msgid}” ${fault}: ${told.join(' | ')}`);
    if (told.length === 0) {
      continue;
    }
    if (msgstr.length !== (plural === undefined ? 1 : forms)) {
      say(`needs ${plural === undefined ? 1 : forms} forms`);
    }
    const wanted = placeholders(plural ?? msgid);
    // The first of several forms is that for one, which may be said without the number.
    const [one, ...others] = told.map(placeholders);
    const whole = others.length > 0 ? others : [one];
    if (whole.some(names => names !== wanted) || [...one].some(name => !wanted.includes(name))) {
      say('has other placeholders');
    }
    if (told.some(text => text.endsWith('…') !== msgid.endsWith('…'))) {
      say('ends otherwise');
    }
    if (told.some(text => text.trim() !== text)) {
      say('has spaces at an end');
    }
  }
  return found;
}

function placeholders(text) {
  return [...new Set(text.match(/%\d|\$/g) ?? [])].sort().join(' ');
}

function formsOf({ headers }) {
  return Number(headers['Plural-Forms']?.match(/nplurals\s*=\s*(\d+)/)?.[1] ?? 2);
}

/** All entries but the header, by their key. */
function flat(translations) {
  const entries = Object.values(translations).flatMap(Object.values);
  return Object.fromEntries(
    entries.filter(({ msgid }) => msgid !== '').map(entry => [keyOf(entry), entry])
  );
}

const keyOf = ({ msgctxt = '', msgid }) => `${msgctxt}\u0004${msgid}`;
const isFuzzy = ({ comments }) => comments?.flag?.includes('fuzzy') ?? false;

function written(catalogue) {
  const text = gettextParser.po.compile(catalogue, { foldLength: 96, sort: true }).toString();
  return text.trimEnd() + '\n';
}

export const read = path => readFileSync(path, 'utf8');
