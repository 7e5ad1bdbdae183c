/**
 * A transcript in Markdown: what was there at the end, and what was run on the way.
 *
 * What people have typed is text in it. Names are escaped, and code and output stand in fences that
 * are longer than every row of backticks inside.
 */
import { LANGUAGES } from '../../../contract/languages';
import type { ITaken } from '../../../model/ports';
import { endsOf, textOf } from '../../../session/output';
import { iso } from '../../../session/records';
import type { IRunRecord } from '../../../session/run-book';
import type { IAccount } from './account';
import type { IChecked } from './checked';
import { lineOf, safeName, taken } from './names';

const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/* eslint-disable no-control-regex */
const TERMINAL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?/gsu;
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;
/* eslint-enable no-control-regex */

/** The most of a run's output; of more, the beginning and the end. */
const OUTPUT_BYTES = 16 * 1024;

export function markdown(account: IAccount): ITaken {
  const name = `${safeName(account.title)}.md`;
  return taken(name, 'text/markdown; charset=utf-8', linesOf(account).join('\n'));
}

function linesOf({ title, life, people, files, runs, questions, checks }: IAccount): string[] {
  return [
    `# ${word(title) || 'Interview'}`,
    '',
    ...life.map(({ what, atUs, by }) => `- ${what} ${time(atUs)}${by && ` by ${word(by)}`}`),
    ...['', '## People', ''],
    ...people.map(({ name, role, joinedUs }) => `- ${word(name)}, ${role}, from ${time(joinedUs)}`),
    ...(questions.length === 0 ? [] : ['', '## Questions']),
    ...questions.flatMap(question => ['', ...linesOfQuestion(question)]),
    ...['', '## Files'],
    ...files.flatMap(({ name, language, text }) => [
      ...['', `### ${word(name)}`, ''],
      ...fenced(text, language)
    ]),
    ...['', '## Runs'],
    ...runs.flatMap((run, at) => ['', ...linesOfRun(run, at + 1)]),
    ...(checks.length === 0 ? [] : ['', '## Checks', '']),
    ...checks.map(lineOfCheck),
    ''
  ];
}

function linesOfQuestion(question: IAccount['questions'][number]): string[] {
  const { title, bank, name, level, minutes, statement } = question;
  const where = bank === null ? name : `${bank}/${name}`;
  return [
    `### ${word(title)}`,
    ...['', `${word(where)}, ${word(level)}, ${minutes} minutes`, ''],
    ...fenced(statement)
  ];
}

function lineOfCheck(check: IChecked): string {
  const { question, isHidden, by, atUs, language, source, passed, total, state } = check;
  const who = word(by) || 'Somebody';
  const where = source === 'server' ? 'on the server' : 'in a browser';
  const side = isHidden ? 'hidden' : 'visible';
  const then = check.thenUs === null ? '' : `, on the texts of ${time(check.thenUs)}`;
  const about = `${side} tests of ${word(question.title)} in ${word(language)}, ${where}${then}`;
  const points = state === 'running' ? '' : `, ${check.points} of ${check.of} points`;
  const counts = `${passed} of ${total} passed${points}`;
  return `- ${time(atUs)}, ${who}: ${about}: ${counts}, ${word(state)}`;
}

function linesOfRun(run: IRunRecord, number: number): string[] {
  const { author, startedUs, language, state, stoppedBy, durationMs, tests, error } = run;
  const who = author === null ? 'Somebody' : word(author.name);
  const by = stoppedBy === null ? '' : ` by ${word(stoppedBy.name)}`;
  const took = durationMs === null ? '' : `, ${durationMs} ms`;
  const output = textOf(endsOf(textOf(run.printed.outputs), OUTPUT_BYTES));
  return [
    `### ${number}. ${who}, ${time(startedUs)}`,
    ...['', `${word(language)}, ${word(state)}${by}${took}`],
    ...tests.flatMap(({ name, passed }) => [
      ...['', `Test ${word(name)}: ${passed ? 'passed' : 'failed'}`]
    ]),
    ...(output === '' ? [] : ['', ...fenced(output)]),
    ...(run.truncated ? ['', 'Of this output a part was not kept.'] : []),
    ...(error === null || error === '' || error === 'Stopped'
      ? []
      : ['', 'Error:', '', ...fenced(error)])
  ];
}

/** A block of code that ends where it should. */
function fenced(text: string, language: string | null = null): string[] {
  const plain = text.replace(TERMINAL, '').replace(CONTROL, '').replace(/\n$/, '');
  const longest = (plain.match(/`+/g) ?? []).reduce(
    (most, { length }) => Math.max(most, length),
    0
  );
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}${LANGUAGES.find(known => known === language) ?? 'text'}`, plain, fence];
}

function word(text: string): string {
  return lineOf(text).replace(PUNCTUATION, '\\$&');
}

function time(atUs: number): string {
  return `${iso(atUs).slice(0, 19).replace('T', ' ')} UTC`;
}
