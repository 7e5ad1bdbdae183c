/**
 * Moments of a recording. `seq` orders what has happened, and `at` is the time that is shown of it.
 *
 * A moment has a number of edits as well, because one entry of a log may be several of them, and because
 * what is between two entries is a moment, too.
 */
import type { IRecording } from '../recording/recording';
import { countUpTo, countWhere, type TextAt } from '../recording/text-at';

export interface IMoment {
  /** The last entry of the log that has happened. */
  readonly seq: number;
  /** Milliseconds since the beginning. */
  readonly at: number;
  /** How many edits were made. */
  readonly edits: number;
}

/** A time and the entry of the log that it is of. */
export interface IStamp {
  readonly seq: number;
  readonly at: number;
}

export class Moments {
  constructor(
    recording: IRecording,
    private readonly _text: TextAt
  ) {
    this._first = recording.start?.seq ?? 0;
    const stamps = stampsOf(recording).sort((one, other) => one.seq - other.seq);
    this._seqs = stamps.map(({ seq }) => seq);
    this._times = stamps.map(({ at }) => at);
    const last = _text.length - 1;
    this.length = Math.max(
      0,
      this._times.at(-1) ?? 0,
      last < 0 ? 0 : _text.timeOf(last),
      ...recording.runs.map(({ output }) => output.at(-1)?.at ?? 0)
    );
  }

  /** The time of the last thing that has happened. */
  readonly length: number;

  get first(): IMoment {
    return this.at(0);
  }

  get last(): IMoment {
    return this.at(this.length);
  }

  /** All that has happened up to this time, and at it. */
  at(time: number): IMoment {
    const at = Math.max(0, Math.min(this.length, time));
    const edits = this._text.editsAt(at);
    const others = countUpTo(this._times, at);
    const seq = Math.max(
      this._first,
      edits > 0 ? this._text.seqOf(edits - 1) : 0,
      others > 0 ? this._seqs[others - 1] : 0
    );
    return { seq, at, edits };
  }

  /** All that has happened up to an entry of the log, and with it. */
  ofSeq(seq: number): IMoment {
    const edits = this._text.editsUpTo(seq);
    const others = countUpTo(this._seqs, seq);
    const at = Math.max(
      0,
      edits > 0 ? this._text.timeOf(edits - 1) : 0,
      others > 0 ? this._times[others - 1] : 0
    );
    return { seq: Math.max(this._first, seq), at, edits };
  }

  /** Just after so many edits. */
  afterEdits(edits: number): IMoment {
    const count = Math.max(0, Math.min(this._text.length, edits));
    return count === 0
      ? { ...this.first, edits: 0 }
      : { seq: this._text.seqOf(count - 1), at: this._text.timeOf(count - 1), edits: count };
  }

  private readonly _first: number;
  private readonly _seqs: readonly number[];
  private readonly _times: readonly number[];
}

/** When everything but the edits has happened. Times never go back, so these are sorted by both. */
export function stampsOf({ events, runs, checks, seals, start }: IRecording): IStamp[] {
  const ended = [...runs, ...checks].flatMap(({ endSeq, endAt }) =>
    endSeq === null || endAt === null ? [] : [{ seq: endSeq, at: endAt }]
  );
  const begun = [...events, ...runs, ...checks, ...seals].map(({ seq, at }) => ({ seq, at }));
  return [...(start === null ? [] : [{ seq: start.seq, at: 0 }]), ...begun, ...ended];
}

/** How many of these things, which are sorted by their times, have begun by then. */
export function countBegun(sorted: readonly { readonly at: number }[], at: number): number {
  return countWhere(sorted.length, place => sorted[place].at <= at);
}
