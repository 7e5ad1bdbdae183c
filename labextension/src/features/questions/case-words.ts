/** What a test calls and what it expects, as people of the language write it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Language } from '../../contract/protocol';
import { runLanguage } from '../../model/runs/run-language';
import { nameIn } from '../../runner/cases/case';
import type { Action, ICase, IExpected, IRaises, IStep, Names } from '../../runner/cases/case';
import { shown } from '../../runner/cases/shown';
import type { Value } from '../../runner/cases/values';
import type { RunLanguage } from '../../runner/types';

export interface ICaseWords {
  /** The call, the calls, or what the program reads. */
  call: string;
  /** Null where each line of the calls says it. */
  expected: string | null;
  /** How the answer is compared, where that is not plain. */
  hint: string | null;
}

export function wordsOf(
  { action }: ICase,
  written: Language,
  names: Names,
  trans: TranslationBundle
): ICaseWords {
  // In a language that no tests can be of, it is said as most languages have it.
  const language = runLanguage(written) ?? 'javascript';
  const call = (name: string, args: readonly Value[]): string =>
    `${nameIn(language, name, names)}(${args.map(each => shown(each, language)).join(', ')})`;
  switch (action.kind) {
    case 'call':
      return {
        call: call(action.function, action.args),
        expected: outcome(action, language, trans) ?? changed(action.changes, language, trans),
        hint: hintOf(action.returns, trans)
      };
    case 'steps':
      return {
        call: action.steps.map(step => stepWords(step, language, call, trans)).join('\n'),
        expected: null,
        hint: null
      };
    case 'whole':
      return {
        call: action.stdin,
        expected: String(action.stdout.value),
        hint: hintOf(action.stdout, trans)
      };
    case 'rows':
      return {
        call: call(action.function, action.args),
        expected: action.rows.map(row => shown(row, 'python')).join('\n'),
        hint: action.ordered ? null : trans.__('rows in any order')
      };
    case 'outside':
      return { call: `${action.file}: ${action.test}`, expected: null, hint: null };
  }
}

/** What stands above the call. */
export function callLabel(kind: Action['kind'], trans: TranslationBundle): string {
  switch (kind) {
    case 'whole':
      return trans.__('input');
    case 'outside':
      return trans.__('test code');
    default:
      return trans.__('call');
  }
}

function stepWords(
  step: IStep,
  language: RunLanguage,
  call: (name: string, args: readonly Value[]) => string,
  trans: TranslationBundle
): string {
  const args = step.args.map(each => shown(each, language)).join(', ');
  if (step.new !== null) {
    const made = language === 'python' ? `${step.new}(${args})` : `new ${step.new}(${args})`;
    return `${step.target} = ${made}`;
  }
  const told = outcome(step, language, trans);
  const called = `${step.target}.${call(step.call ?? '', step.args)}`;
  return told === null ? called : `${called}  → ${told}`;
}

/** What comes back, or the error that is raised; null where the test says neither. */
function outcome(
  { returns, raises }: { returns: IExpected | null; raises: IRaises | null },
  language: RunLanguage,
  trans: TranslationBundle
): string | null {
  if (raises !== null) {
    const name = raises.classes?.[language] ?? raises.message;
    return name === null ? trans.__('an error') : trans.__('an error: %1', name);
  }
  return returns === null ? null : valueWords(returns, language);
}

function changed(
  changes: IExpected | null,
  language: RunLanguage,
  trans: TranslationBundle
): string | null {
  return changes === null
    ? null
    : trans.__('arguments afterwards: %1', valueWords(changes, language));
}

function valueWords({ value, comparison }: IExpected, language: RunLanguage): string {
  return comparison.way === 'matches' && typeof value === 'string'
    ? `/${value}/`
    : shown(value, language);
}

function hintOf(expected: IExpected | null, trans: TranslationBundle): string | null {
  switch (expected?.comparison.way) {
    case 'unordered':
      return trans.__('in any order');
    case 'one_of':
      return trans.__('one of these');
    case 'close':
      return trans.__('about');
    case 'matches':
      return trans.__('a text in which this is found');
    default:
      return null;
  }
}
