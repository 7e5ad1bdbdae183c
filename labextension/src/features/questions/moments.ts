/** The moments of an interview on whose texts a host can run tests, in words. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { placeOf, timeOf } from '../../contract/places';
import type { IMoment } from '../../contract/protocol';
import { clockTime } from '../../ui/times';

/** "Run 3, 12:31, Ada". */
export function momentName(
  { kind, number, time, user }: IMoment,
  trans: TranslationBundle,
  now = Date.now()
): string {
  const at = clockTime(time, now);
  const name = user?.name ?? trans.__('Somebody');
  return {
    run: trans.__('Run %1, %2, %3', number, at, name),
    check: trans.__('Tests %1, %2, %3', number, at, name),
    ended: trans.__('When it was ended, %1', at),
    reopened: trans.__('When it went on, %1', at)
  }[kind];
}

/** "on the text of 12:31 (run 3)". */
export function momentOfCheck(
  at: string,
  moments: readonly IMoment[],
  trans: TranslationBundle,
  now = Date.now()
): string {
  const { seq } = placeOf(at);
  const time = clockTime(new Date(timeOf(at)).toISOString(), now);
  const moment = moments.find(one => placeOf(one.at).seq === seq);
  switch (moment?.kind) {
    case 'run':
      return trans.__('on the text of %1 (run %2)', time, moment.number);
    case 'check':
      return trans.__('on the text of %1 (tests %2)', time, moment.number);
    default:
      return trans.__('on the text of %1', time);
  }
}
