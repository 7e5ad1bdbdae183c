/**
 * Says whether what came of a case is what it expects; `jupyter_interview/questions/judge.py` says the
 * same, and `tests/corpus/verdicts.json` checks both.
 */
import type { CaseStatus, RunLanguage } from '../types';
import type { ICall, ICase, IExpected, IRaises, IStep } from './case';
import { MATCHED_LIMIT, expressionOf, linesOf, matches } from './compare';
import { NO_OUTCOME, raisedText } from './outcome';
import type { IGiven, IRaised, Outcome, OutcomeOfOne } from './outcome';
import { SHOWN_LIMIT, shown } from './shown';
import type { Value } from './values';

/** How a case went. `expected` and `got` are texts for people, `message` says more. */
export interface IVerdict {
  status: CaseStatus;
  expected: string;
  got: string;
  message: string;
}

export const PASSED: IVerdict = { status: 'passed', expected: '', got: '', message: '' };

export function verdict(status: CaseStatus, more: Partial<IVerdict> = {}): IVerdict {
  return { ...PASSED, ...more, status };
}

/**
 * The verdict on a case with calls or steps. Of rows it judges whether there is a statement at all,
 * which is then to be run.
 */
export function judge({ action }: ICase, outcome: Outcome, language: RunLanguage): IVerdict {
  if (outcome.kind === 'unreadable') {
    return verdict('error', { message: outcome.sentence });
  }
  if (action.kind === 'steps' && outcome.kind === 'stepped') {
    if (action.steps.length === outcome.steps.length) {
      return judgeSteps(action.steps, outcome.steps, language);
    }
  } else if (action.kind === 'call' && outcome.kind !== 'stepped') {
    return judgeCall(action, outcome, language);
  } else if (action.kind === 'rows' && outcome.kind === 'given') {
    return typeof outcome.value === 'string'
      ? PASSED
      : verdict('failed', {
          got: shown(outcome.value, language),
          message: 'The function must return a statement of SQL, as a text.'
        });
  } else if (action.kind === 'rows' && outcome.kind === 'raised') {
    return verdict('error', { got: raisedText(outcome) });
  }
  return verdict('error', { message: NO_OUTCOME.sentence });
}

/** The verdict on what a whole program printed. */
export function judgeText({ value, comparison }: IExpected, printed: string): IVerdict {
  // An expression need not know of the last line end.
  const got = comparison.way === 'matches' ? linesOf(printed).join('\n') : printed;
  return matches(comparison, value, got)
    ? PASSED
    : verdict('failed', {
        expected: String(value).slice(0, SHOWN_LIMIT),
        got: got.slice(0, SHOWN_LIMIT)
      });
}

function judgeCall(
  { returns, raises, changes }: ICall,
  outcome: IGiven | IRaised,
  language: RunLanguage
): IVerdict {
  const first = judgeOutcome(returns, raises, outcome, language);
  if (first.status !== 'passed' || changes === null || outcome.kind === 'raised') {
    return first;
  }
  const after = (outcome.args ?? []).slice(0, (changes.value as Value[]).length);
  const changed = compared(changes, after, language);
  return changed.status === 'passed'
    ? changed
    : { ...changed, message: 'The arguments are not changed so.' };
}

function judgeSteps(
  steps: readonly IStep[],
  outcomes: readonly OutcomeOfOne[],
  language: RunLanguage
): IVerdict {
  for (const [index, step] of steps.entries()) {
    const outcome = outcomes[index];
    const found =
      outcome.kind === 'unreadable'
        ? verdict('error', { message: outcome.sentence })
        : judgeOutcome(step.returns, step.raises, outcome, language);
    if (found.status !== 'passed') {
      const where = `Step ${index + 1}, ${step.new ?? step.call}`;
      return { ...found, message: found.message === '' ? where : `${where}: ${found.message}` };
    }
  }
  return PASSED;
}

function judgeOutcome(
  returns: IExpected | null,
  raises: IRaises | null,
  outcome: IGiven | IRaised,
  language: RunLanguage
): IVerdict {
  if (outcome.kind === 'raised') {
    const got = raisedText(outcome);
    if (raises === null) {
      const expected = returns === null ? '' : shown(returns.value, language);
      return verdict('error', { expected, got });
    }
    return isRaised(raises, outcome, language)
      ? PASSED
      : verdict('failed', { expected: errorText(raises, language), got });
  }
  if (raises !== null) {
    return verdict('failed', {
      expected: errorText(raises, language),
      got: shown(outcome.value, language),
      message: 'No error was raised.'
    });
  }
  return returns === null ? PASSED : compared(returns, outcome.value, language);
}

function compared({ value, comparison }: IExpected, got: Value, language: RunLanguage): IVerdict {
  return matches(comparison, value, got)
    ? PASSED
    : verdict('failed', { expected: shown(value, language), got: shown(got, language) });
}

function isRaised(raises: IRaises, error: IRaised, language: RunLanguage): boolean {
  if (raises.message !== null) {
    return expressionOf(raises.message).test(error.message.slice(0, MATCHED_LIMIT));
  }
  const wanted = classOf(raises, language);
  return wanted === undefined || error.classes.includes(wanted);
}

/** The class that must be raised in this language, if there is one. */
function classOf({ classes }: IRaises, language: RunLanguage): string | undefined {
  return classes?.[language] ?? (language === 'typescript' ? classes?.javascript : undefined);
}

function errorText(raises: IRaises, language: RunLanguage): string {
  return raises.message !== null
    ? `an error with the message ${raises.message}`
    : (classOf(raises, language) ?? 'an error');
}
