/** What is said of a test beside what was expected and what came. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ICaseResult } from '../../contract/protocol';
import { numberName } from '../../ui/locale';
import { said } from '../sentences';

export function messageOf(
  { message }: Pick<ICaseResult, 'message'>,
  trans: TranslationBundle
): string {
  const seconds = TIME_LIMIT.exec(message)?.[1];
  if (seconds !== undefined) {
    return trans.__(
      'Stopped after %1 s: time limit of this test',
      numberName(Number(seconds), seconds.includes('.') ? 1 : 0)
    );
  }
  const [, place, mistake] = OWN_MISTAKE.exec(message) ?? [];
  if (place !== undefined) {
    return trans.__('%1: the test itself went wrong: %2', place, mistake);
  }
  const raisedIn = RAISED.exec(message)?.[1];
  return raisedIn === undefined
    ? said(message, '', trans)
    : trans.__('The program raised this in %1.', raisedIn);
}

const TIME_LIMIT = /^Stopped after ([\d.]+) s: time limit of this test$/;
const RAISED = /^The program raised this in (\S+)\.$/;
const OWN_MISTAKE = /^(\S+): the test itself went wrong: (.*)$/s;
