/**
 * When nothing has happened, and how the time of an interview passes while it is played.
 *
 * Idle time is shortened and never hidden: the axis of a timeline keeps real time, and a break that is
 * long enough to think in is told in words.
 */
import type { IRecording } from '../recording/recording';
import { countUpTo, type TextAt } from '../recording/text-at';
import { stampsOf } from './moments';

export interface ISpan {
  readonly from: number;
  readonly to: number;
}

/** A shorter time in which nothing happens is played as it was. */
export const IDLE_MS = 3000;
/** So long a break lasts while it is played. */
export const BREAK_MS = 1000;
/** Whoever does nothing for so long may be thinking. */
export const PAUSE_MS = 15_000;

export class Breaks {
  constructor(recording: IRecording, text: TextAt) {
    const times = timesOf(recording, text);
    for (let index = 1; index < times.length; index++) {
      const from = times[index - 1];
      const to = times[index];
      if (to - from > IDLE_MS) {
        this._spans.push({ from, to });
      }
    }
    this._begins = this._spans.map(({ from }) => from);
  }

  get all(): readonly ISpan[] {
    return this._spans;
  }

  /** The breaks that are long enough to be told. */
  get pauses(): readonly ISpan[] {
    return this._spans.filter(({ from, to }) => to - from >= PAUSE_MS);
  }

  /** The break that a time is in; null where something happens. */
  around(at: number): ISpan | null {
    const span = this._spans.at(countUpTo(this._begins, at) - 1);
    return span !== undefined && span.from <= at && at < span.to ? span : null;
  }

  /** Where an interview is after so many milliseconds of playing from a time. */
  advance(at: number, played: number, shortens: boolean): number {
    if (!shortens) {
      return at + played;
    }
    let [now, left] = [at, played];
    let next = countUpTo(this._begins, at);
    let span = this.around(at);
    while (left > 0) {
      if (span !== null) {
        const rate = (span.to - span.from) / BREAK_MS;
        const needed = (span.to - now) / rate;
        if (needed > left) {
          return now + left * rate;
        }
        left -= needed;
        now = span.to;
      }
      const begin = this._begins[next] ?? Infinity;
      if (begin - now >= left) {
        return now + left;
      }
      left -= begin - now;
      now = begin;
      span = this._spans[next++];
    }
    return now;
  }

  private readonly _spans: ISpan[] = [];
  private readonly _begins: readonly number[];
}

/** When anything has happened that somebody sees, sorted. Seals are nothing that is seen. */
function timesOf(recording: IRecording, text: TextAt): Float64Array {
  const printed = recording.runs.flatMap(({ output }) => output.map(({ at }) => at));
  const others = stampsOf({ ...recording, seals: [] }).map(({ at }) => at);
  const all = new Float64Array(1 + text.length + printed.length + others.length);
  for (let index = 0; index < text.length; index++) {
    all[index + 1] = text.timeOf(index);
  }
  all.set([...printed, ...others], 1 + text.length);
  return all.sort();
}
