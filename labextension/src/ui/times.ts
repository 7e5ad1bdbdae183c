/** Times as people say them. `now` is a parameter, so that a test can turn the clock. */

import { placeLocale } from './locale';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60]
];

/** "5 minutes ago", "in 1 day", "now" within a minute. */
export function relativeTime(iso: string, now: number, locale = placeLocale()): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  for (const [index, [unit, size]] of STEPS.entries()) {
    // What the next unit would round up to a whole one counts as one: never "60 minutes".
    const [, smaller] = STEPS[index + 1] ?? ['second', 1];
    if (Math.abs(seconds) >= size - smaller / 2) {
      return format.format(Math.round(seconds / size), unit);
    }
  }
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
}

/** Whether `relativeTime` says "now". */
export function isNow(iso: string, now: number): boolean {
  return Math.abs(Date.parse(iso) - now) < 59_500;
}

/** "14:05" today, "12 Oct, 14:05" on another day, in the way of the place ("2:05 PM"). */
export function clockTime(iso: string, now: number, locale = placeLocale()): string {
  const date = new Date(iso);
  const today = new Date(now).toDateString() === date.toDateString();
  return new Intl.DateTimeFormat(locale, {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit'
  }).format(date);
}

/** "14:05:09", which tells things of one minute apart. */
export function exactTime(iso: string, locale = placeLocale()): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(new Date(iso));
}

/** "24 December 2026 at 14:05", for a date that is to be kept in mind. */
export function dateAndTime(iso: string, locale = placeLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(iso)
  );
}

/** In full, for a tooltip. */
export function fullTime(iso: string, locale = placeLocale()): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(
    new Date(iso)
  );
}
