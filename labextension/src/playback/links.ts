/**
 * The address of a moment. It is in the fragment alone, which no server is told: `#t=12:31&at=812:751000`.
 * The time is for people, `at` has the entry of the log and the exact time. A place in the log, `812:1790000000000000`,
 * is read as well.
 */
import type { IMoment, Moments } from './moments';

export interface ILinked {
  readonly moment: IMoment;
  /** Whether the recording has that entry at that time; a log that was put back from a copy may not. */
  readonly isExact: boolean;
}

/** With the `#`. */
export function fragmentOf({ at, seq }: IMoment): string {
  return `#t=${clockOf(at)}&at=${seq}:${Math.floor(at)}`;
}

/** The moment that a fragment names; null where it names none. */
export function linked(fragment: string, moments: Moments): ILinked | null {
  const words = new URLSearchParams(fragment.replace(/^#/, ''));
  const place = /^(\d{1,15}):\d{16}$/.exec(words.get('at') ?? '');
  if (place !== null) {
    const seq = Math.min(Number(place[1]), moments.last.seq);
    const moment = moments.ofSeq(seq);
    return { moment, isExact: moment.seq === Number(place[1]) };
  }
  const exact = /^(\d{1,15}):(\d{1,15})$/.exec(words.get('at') ?? '');
  if (exact !== null) {
    const [seq, at] = [Number(exact[1]), Number(exact[2])];
    const moment = moments.at(at);
    const then = moments.ofSeq(seq);
    if (moment.at === at && moment.seq === seq) {
      return { moment, isExact: true };
    }
    if (then.at === at && then.seq === seq && moment.seq > seq) {
      return { moment: then, isExact: true };
    }
    return { moment, isExact: false };
  }
  const time = timeOf(words.get('t') ?? '');
  return time === null ? null : { moment: moments.at(time), isExact: time <= moments.length };
}

/** "12:31", or "1:02:31" from an hour on. */
export function clockOf(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  const [minutes, hours] = [Math.floor(seconds / 60) % 60, Math.floor(seconds / 3600)];
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${two(minutes)}:${two(seconds % 60)}`;
}

/** Reads "12:31", "1:02:31", "90" (seconds) and "12:31.5"; null for what is none of them. */
export function timeOf(text: string): number | null {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(\.\d{1,3})?$/.exec(text.trim());
  if (found === null) {
    return null;
  }
  const [, hours = '0', minutes = '0', seconds, part = '0'] = found;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Math.round((whole + Number(part)) * 1000);
}
