/** The catalogues of labextension/translations, and the tool that keeps them (npm run translations). */
import { describe, expect, it } from 'vitest';
import {
  LACKING,
  TEMPLATE,
  ambiguous,
  catalogues,
  extracted,
  faults,
  merged,
  missing,
  read
} from '../../scripts/lib/translations.mjs';

const HEADER = `msgid ""
msgstr ""
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"
`;

const entry = (msgid: string, ...forms: string[]): string =>
  forms.length === 1
    ? `\nmsgid "${msgid}"\nmsgstr "${forms[0]}"\n`
    : `\nmsgid "${msgid}"\nmsgid_plural "${msgid}s"\n` +
      forms.map((text, form) => `msgstr[${form}] "${text}"\n`).join('');

const template = extracted();

it('TR5: the template has the strings of the sources', () => {
  expect(read(TEMPLATE)).toBe(template);
});

it('PA19: whoever waits is let in, and no text calls that otherwise', () => {
  expect(template).toContain('"Let in"');
  expect(template).not.toMatch(/\badmit/i);
});

it('TR5: no string is used with a number and without one', () => {
  expect(ambiguous()).toEqual([]);
});

it.each([
  ["trans.__('%1 came', name)", "trans._n('%1 came', '%1 came', count)", ['%1 came']],
  ["trans._p('a', 'Run')", "trans._np('a', 'Run', 'Runs', count)", ['Run']],
  ["trans.__('%1 came', name)", "trans._np('a number', '%1 came', '%1 came', count)", []],
  ["trans.__('Runs')", "trans._n('Run', 'Runs', count)", []]
])('TR5: a string of two uses is found in %s and %s', (one, other, found) => {
  const sources = new Map([
    ['one.ts', one],
    ['other.ts', other]
  ]);
  const named = ambiguous(sources).map(fault => fault.replace(/ is used both with .*/, ''));
  expect(named).toEqual(found.map(text => `“${text}”`));
});

describe.each([...catalogues()])('TR5: the catalogue of %s', (_, path) => {
  const po = read(path);

  it('has the strings of the template, and no others', () => {
    expect(po).toBe(merged(po, template));
  });

  it('has all placeholders and forms', () => {
    expect(faults(po)).toEqual([]);
  });

  it('lacks nothing but what is named in lacking.json', () => {
    const lacking = JSON.parse(read(LACKING)) as string[];
    expect(missing(po).filter(msgid => !lacking.includes(msgid))).toEqual([]);
  });
});

it('TR5: there is a catalogue for each language that is offered', () => {
  expect([...catalogues().keys()]).toEqual(['de', 'es', 'fr', 'ja', 'pt_BR', 'zh_CN']);
});

it.each([
  ['has other placeholders', entry('Hello %1', 'Hallo')],
  ['has other placeholders', entry('Hello %1', 'Hallo %2')],
  ['has other placeholders', entry('%1 run', 'ein Lauf', 'Läufe')],
  ['needs 2 forms', entry('%1 run', '%1 Lauf', '%1 Läufe', '%1 Läufe')],
  ['ends otherwise', entry('Share…', 'Teilen')],
  ['has spaces at an end', entry('Share', 'Teilen ')]
])('TR5: a translation that %s is found', (fault, text) => {
  expect(faults(HEADER + text)).toEqual([expect.stringContaining(fault)]);
});

it('TR5: the number of one may be left out, and an empty translation is no fault', () => {
  const text = entry('%1 run', 'ein Lauf', '%1 Läufe') + entry('Hello %1', '');
  expect(faults(HEADER + text)).toEqual([]);
});

it('TR5: what is empty or fuzzy is missing', () => {
  const text = entry('Run', '') + '\n#, fuzzy' + entry('Stop', 'Halt') + entry('Go', 'Los');
  expect(missing(HEADER + text)).toEqual(['Run', 'Stop']);
});

it('TR5: a string that came is missing, and what went is kept aside until it comes back', () => {
  const before = HEADER + entry('Run', 'Ausführen') + entry('Stop', 'Halt');
  const after = merged(before, HEADER + entry('Go', '') + entry('Stop', ''));
  expect(missing(after)).toEqual(['Go']);
  expect(after).toContain('#~ msgid "Run"');
  const again = merged(after, HEADER + entry('Run', ''));
  expect(missing(again)).toEqual([]);
  expect(again).toContain('\nmsgstr "Ausführen"');
});
