/**
 * A question that somebody writes down in an interview, as its two sides. A server reads it as it reads
 * the files of a bank; here is checked what can go wrong in the fields of a form.
 */
import { mainName } from '../../contract/languages';
import type {
  IBankQuestion,
  IPrivateSide,
  IQuestion,
  IWrittenCase,
  IWrittenQuestion
} from '../../contract/protocol';
import { jsonOf, type ICase } from '../../runner/cases/case';
import { EQUAL } from '../../runner/cases/compare';
import { isValue } from '../../runner/cases/values';
import { refusal } from '../../session/refusal';

/** Tests of both sides together. */
const MOST_CASES = 500;
const TITLE_LENGTH = 100;
const NAME_LENGTH = 60;

/** In the way of the cases: a name in snake_case. */
const FUNCTION = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What SPDX says of something whose licence nobody has stated. */
const LICENSE = 'NOASSERTION';

/** `digestOf` gives the SHA-256 of a text in hexadecimal. Throws what is wrong, with the row of a test. */
export function written(
  question: IWrittenQuestion,
  digestOf: (text: string) => string
): IBankQuestion {
  const { statement, language, starter, cases } = question;
  const title = question.title.trim();
  if (title === '' || [...title].length > TITLE_LENGTH) {
    throw refused(`The title must have 1 to ${TITLE_LENGTH} characters.`);
  }
  if (statement.trim() === '') {
    throw refused('A question needs a statement.');
  }
  if (cases.length > MOST_CASES) {
    throw refused(`A question may have at most ${MOST_CASES} tests.`);
  }
  cases.forEach((each, index) => demandCase(each, index, cases));
  const side = (hidden: boolean): ICase[] =>
    cases.filter(each => each.hidden === hidden).map(caseOf);
  const kept: IQuestion = {
    id: '',
    bank: null,
    name: nameFor(title),
    digest: digestOf(JSON.stringify([title, statement, language, starter, cases])),
    commit: null,
    title,
    kind: cases.length > 0 ? 'algorithm' : 'reading',
    level: 'middle',
    minutes: 30,
    languages: [language],
    tags: [],
    license: LICENSE,
    authors: [],
    source: '',
    statement,
    starters: { [language]: [{ name: mainName(language), text: starter }] },
    data: [],
    cases: jsonOf(side(false)),
    names: {},
    seconds: 2
  };
  return { question: kept, side: { ...noSide(), cases: jsonOf(side(true)) } };
}

/** The private side of a question that has none. */
export function noSide(): IPrivateSide {
  return { question: '', show: 'counts', cases: [], solutions: {}, rubric: [], notes: '' };
}

/** The name of a folder for a question with this title. */
function nameFor(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(word => word !== '');
  return words.join('-').slice(0, NAME_LENGTH).replace(/-+$/, '') || 'question';
}

function demandCase(each: IWrittenCase, index: number, all: readonly IWrittenCase[]): void {
  const fault = faultOf(each, index, all);
  if (fault !== null) {
    throw refused(`Row ${index + 1}: ${fault}`);
  }
}

function faultOf(
  { name, call, args, returns }: IWrittenCase,
  index: number,
  all: readonly IWrittenCase[]
): string | null {
  if (name.trim() === '') {
    return 'a test needs a name.';
  }
  const same = all.findIndex(other => other.name === name);
  if (same < index) {
    return `row ${same + 1} is called ${name}, too.`;
  }
  if (!FUNCTION.test(call)) {
    return `${JSON.stringify(call)} is not the name of a function.`;
  }
  return isValue(args) && isValue(returns) ? null : 'this is not a value of a test.';
}

function caseOf({ name, call, args, returns }: IWrittenCase): ICase {
  return {
    name,
    points: 1,
    feedback: '',
    group: null,
    allOrNothing: false,
    fresh: false,
    seconds: null,
    action: {
      kind: 'call',
      function: call,
      args,
      returns: { value: returns, comparison: EQUAL },
      raises: null,
      changes: null
    }
  };
}

function refused(sentence: string): Error {
  return refusal('invalid_field', sentence);
}
