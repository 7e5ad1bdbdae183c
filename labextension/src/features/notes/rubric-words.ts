/** What is rated, in words: of the general rubric in the language of the reader, of questions as written. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IRubricCriterion, OverallAnswer } from '../../contract/protocol';

interface IWords {
  readonly name: string;
  readonly levels: readonly string[];
}

const GENERAL = /^general\.(\d+)$/;

export function wordsOf(criterion: IRubricCriterion, trans: TranslationBundle): IWords {
  const number = GENERAL.exec(criterion.id)?.[1];
  const words = number === undefined ? undefined : general(trans)[Number(number) - 1];
  return words ?? criterion;
}

/** The same as in jupyter_interview/remarks/rubric.py. */
function general(trans: TranslationBundle): IWords[] {
  return [
    {
      name: trans.__('Understands the problem'),
      levels: [
        trans.__('begins before the task is clear, and solves another one'),
        trans.__('understands the task when it is explained again'),
        trans.__('asks about what is open, and says what they take for granted'),
        trans.__('also finds cases that the task does not name, and settles them first')
      ]
    },
    {
      name: trans.__('Finds a way'),
      levels: [
        trans.__('tries things without a plan'),
        trans.__('follows a plan that others helped to find'),
        trans.__('compares several ways, and chooses one for a reason'),
        trans.__('also says what it costs, and when it would no longer do')
      ]
    },
    {
      name: trans.__('Writes code'),
      levels: [
        trans.__('gets no part of it to work'),
        trans.__('gets it to work with help, in code that is hard to follow'),
        trans.__('writes code that works and that others can read'),
        trans.__('also with ease: names, structure and language fit the task')
      ]
    },
    {
      name: trans.__('Checks the result'),
      levels: [
        trans.__('takes it for right without trying it'),
        trans.__('tries the example, and looks for a fault when it is pointed out'),
        trans.__('tries cases of their own, and finds faults without help'),
        trans.__('also says before a run which cases may fail, and why')
      ]
    },
    {
      name: trans.__('Explains and listens'),
      levels: [
        trans.__('cannot be followed, or takes up nothing that others say'),
        trans.__('explains when asked, and takes up hints'),
        trans.__('thinks aloud, and makes something of questions and hints'),
        trans.__('also explains so well that others could go on with it')
      ]
    }
  ];
}

export const ANSWERS: readonly OverallAnswer[] = [
  'strong_no',
  'no',
  'yes',
  'strong_yes',
  'no_answer'
];

export function answerName(answer: OverallAnswer, trans: TranslationBundle): string {
  return {
    strong_no: trans.__('Strong no'),
    no: trans.__('No'),
    yes: trans.__('Yes'),
    strong_yes: trans.__('Strong yes'),
    no_answer: trans.__('No answer')
  }[answer];
}
