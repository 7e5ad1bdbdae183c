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
const SCHEMAS = inRoot('labextension', 'schema');
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

/** What a translator is asked for a text that is the same for every number. */
const SINGLE = { __: { text: 0 }, _p: { context: 0, text: 1 } };
/** What it is asked for the forms of a number. */
const COUNTED = { _n: { text: 0, textPlural: 1 }, _np: { context: 0, text: 1, textPlural: 2 } };

/** By path: the text of every source that people may read words of. */
export function sources() {
  const names = readdirSync(SOURCE, { recursive: true }).filter(name =>
    /(?<!\.spec|\.d)\.tsx?$/.test(name)
  );
  return new Map(names.sort().map(name => [`src/${name}`, read(join(SOURCE, name))]));
}

/** Every string of the sources, as the text of a template. */
export function extracted() {
  const translations = {};
  const all = [...messages(sources(), { ...SINGLE, ...COUNTED }), ...ofSettings()];
  for (const { text, textPlural, context: msgctxt, references } of all) {
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

/** What Lab shows of the settings, with the contexts in which its language packs have it. */
function ofSettings() {
  return readdirSync(SCHEMAS)
    .sort()
    .flatMap(name => {
      const schema = JSON.parse(read(join(SCHEMAS, name)));
      const told = (context, { title, description }) => [
        [context, title],
        [context, description]
      ];
      return [
        ...told('schema', schema),
        ['settings', schema['jupyter.lab.setting-icon-label']],
        ...Object.values(schema.properties).flatMap(property => told('settings', property))
      ]
        .filter(([, text]) => text !== undefined)
        .map(([context, text]) => ({
          text,
          textPlural: null,
          context,
          references: [`schema/${name}`]
        }));
    });
}

/**
 * The strings that are used with a number and without one, a sentence each. A catalogue has one entry
 * for both: where a language has other forms than English, one of the two is said wrongly.
 */
export function ambiguous(files = sources()) {
  const counted = new Set(messages(files, COUNTED).map(keyOfMessage));
  return messages(files, SINGLE)
    .filter(message => counted.has(keyOfMessage(message)))
    .map(
      ({ text }) =>
        `“${text}” is used both with __ and with _n: tell them apart, by words or by a context`
    );
}

/** What the sources ask a translator for in these calls. */
function messages(files, calls) {
  const extractor = new GettextExtractor();
  const names = Object.keys(calls);
  const parser = extractor.createJsParser(
    names.map(name => JsExtractors.callExpression(`trans.${name}`, { arguments: calls[name] }))
  );
  for (const [path, text] of files) {
    if (names.some(name => text.includes(`.${name}(`))) {
      parser.parseString(text, path);
    }
  }
  return extractor.getMessages();
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
const keyOfMessage = ({ context, text }) => keyOf({ msgctxt: context ?? '', msgid: text });
const isFuzzy = ({ comments }) => comments?.flag?.includes('fuzzy') ?? false;

function written(catalogue) {
  const text = gettextParser.po.compile(catalogue, { foldLength: 96, sort: true }).toString();
  return text.trimEnd() + '\n';
}

export const read = path => readFileSync(path, 'utf8');
