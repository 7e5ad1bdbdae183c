import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';
import { translatorOf } from '../locale/translator';
import { InterviewError } from '../model/ports';
import { pageClosed } from '../model/runs/own-run';
import { LOST_SENTENCE, timeLimitSentence } from '../runner/limits';
import { endSentence, knownSentences, sentence } from './sentences';

const ENGLISH = nullTranslator.load('jupyter_interview');
const german = (await translatorOf('de')).load('jupyter_interview');

it('TR7: a refusal is said as exactly as the server says it', () => {
  const ended = new InterviewError('This interview has ended.', 'session_ended', 410);
  expect(sentence(ended, german)).toBe('Dieses Interview ist beendet.');
});

it('TR7: of a sentence that nobody translated, its code is told', () => {
  const refused = new InterviewError('Too many runs of Ana wait.', 'rate_limited', 429);
  expect(sentence(refused, german)).toMatch(/^Das war zu viel auf einmal/);
  expect(sentence(refused, ENGLISH)).toBe('Too many runs of Ana wait.');
});

it('TR7: what is wrong with what was entered is told as exactly as the server tells it', () => {
  const wrong = 'Line 4 has a name that stands on line 1 already: Ada.';
  const refused = new InterviewError(wrong, 'invalid_field', 400);
  expect(sentence(refused, german)).toBe(`Der Server nimmt die Eingabe nicht an. (${wrong})`);
  expect(sentence(refused, ENGLISH)).toBe(wrong);
});

it('TR7: QU23: that a zip is too big is told with the limits of banks', () => {
  const english =
    'The zip of a bank may have at most 24 MiB, and its files together at most 16 MiB.';
  const refusal = new InterviewError(english, 'body_too_large', 413);
  expect(sentence(refusal, ENGLISH)).toBe(english);
  expect(sentence(refusal, german)).toMatch(/^Das Zip einer Sammlung .* 24 MiB .* 16 MiB/);
});

it('TR7: what has neither is shown as it came', () => {
  const strange = new InterviewError('The moon is full.', 'full_moon', 400);
  expect(sentence(strange, german)).toBe('The moon is full.');
  expect(sentence(new Error('It broke.'), german)).toBe('It broke.');
  expect(sentence('100 % of it', german)).toBe('100 % of it');
});

it('TR7: why a run was cut short is told in the language of its reader', () => {
  const closed = pageClosed(0).error ?? '';
  expect(endSentence(closed, german)).toBe('Die Seite wurde währenddessen geschlossen.');
  expect(endSentence(LOST_SENTENCE, german)).toMatch(/^Die Sandbox hat nicht mehr geantwortet/);
  expect(endSentence(timeLimitSentence(2500), german)).toMatch(/^Nach 2.5 s angehalten/);
  expect(endSentence(timeLimitSentence(2500), ENGLISH)).toBe(timeLimitSentence(2500));
  expect(endSentence('ValueError: Stopped after 1 s: time limit', german)).toMatch(/^ValueError/);
});

it('TR7: each sentence that is known here is said somewhere', () => {
  const root = join(import.meta.dirname, '..', '..', '..');
  const read = (folder: string, name: RegExp): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => name.test(path) && !path.endsWith('sentences.ts'))
      .map(path => readFileSync(join(root, folder, path), 'utf8'));
  const texts = [
    ...read('labextension/src', /(?<!\.spec)\.tsx?$/),
    ...read('jupyter_interview/session', /\.py$/),
    ...read('jupyter_interview/banks', /\.py$/),
    ...read('jupyter_interview/domain', /\.py$/),
    ...read('jupyter_interview/journal', /\.py$/),
    ...read('jupyter_interview/runs', /\.py$/)
  ];
  const unsaid = knownSentences(ENGLISH).filter(
    said => !texts.some(text => text.includes(said.replaceAll("'", "\\'")))
  );
  expect(unsaid).toEqual([]);
});
