/** Everything that people read goes through a translator. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { untranslated } from './untranslated';

const SOURCE = join(import.meta.dirname, '..', 'src');

/** Names that are the same in every language, and what only programs read. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {};

it.each([
  ['<b>Run the code</b>', ['1: Run the code']],
  ['<button aria-label="Run" />', ['1: Run']],
  ["<input placeholder={busy ? 'Wait' : trans.__('Name')} />", ['1: Wait']],
  ['<p>{count} of {all}</p>', ['1: of']],
  ['<p>{isOver && `It took ${seconds} seconds`}</p>', ['1: It took   seconds']],
  ["const item = { label: 'Delete' };", ['1: Delete']],
  ["node.setAttribute('aria-label', 'Output');", ['1: Output']],
  ["node.textContent = 'Output';", ['1: Output']],
  ["<p>{trans.__('Run the code')}</p>", []],
  ['<a className="jpi-Link" href="help">→ {name}</a>', []],
  ["<p>{state === 'live' ? now : then}</p>", []]
])('TR4: words that nobody can translate are found in %s', (source, found) => {
  expect(untranslated(source)).toEqual(found);
});

it('TR4: every text for people in the front end can be translated', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    name => /\.tsx?$/.test(name) && !/\.spec\.tsx?$|^runner\b|^contract\b/.test(name)
  );
  const found = files.flatMap(name =>
    untranslated(readFileSync(join(SOURCE, name), 'utf8'), name.endsWith('x'))
      .filter(text => !ALLOWED[name]?.includes(text.replace(/^\d+: /, '')))
      .map(text => `${name}:${text}`)
  );
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

it('TR9: the words of every plugin are ours where JupyterLab has none', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  const asked = files.filter(
    name =>
      /(?<!\.spec)\.tsx?$/.test(name) &&
      /^import \{[^}]*\bITranslator\b/m.test(readFileSync(join(SOURCE, name), 'utf8'))
  );
  expect(asked).toEqual([join('shells', 'lab', 'locale.ts')]);
});
