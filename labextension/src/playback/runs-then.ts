/** Runs and checks as they were at a moment: those that had begun, with what they had printed by then. */
import type { IRecording } from '../recording/recording';
import { countUpTo } from '../recording/text-at';
import type { IMoment } from './moments';

type Run = IRecording['runs'][number];
type Check = IRecording['checks'][number];

/** A run of a recording as it was at a moment. */
export interface IRunThen {
  readonly run: Run;
  /** How many pieces of its output were printed. */
  readonly pieces: number;
  readonly hasEnded: boolean;
}

/** A run of tests as it was at a moment. */
export interface ICheckThen {
  readonly check: Check;
  readonly hasEnded: boolean;
}

export class RunsThen {
  constructor(private readonly _recording: IRecording) {
    this._times = _recording.runs.map(({ output }) => output.map(({ at }) => at));
  }

  /** In the order in which they began. A run that was the same before is the same object. */
  at(moment: IMoment): readonly IRunThen[] {
    const runs = this._recording.runs.flatMap((run, place) =>
      run.seq <= moment.seq ? [this._then(run, place, moment)] : []
    );
    return (this._last = isSame(runs, this._last) ? this._last : runs);
  }

  /** In the same way. */
  checksAt({ seq }: IMoment): readonly ICheckThen[] {
    return this._recording.checks
      .filter(check => check.seq <= seq)
      .map(check => ({ check, hasEnded: check.endSeq !== null && check.endSeq <= seq }));
  }

  private _then(run: Run, place: number, { seq, at }: IMoment): IRunThen {
    const hasEnded = run.endSeq !== null && run.endSeq <= seq;
    const pieces = hasEnded ? run.output.length : countUpTo(this._times[place], at);
    const before = this._made[place];
    if (before?.pieces === pieces && before.hasEnded === hasEnded) {
      return before;
    }
    return (this._made[place] = { run, pieces, hasEnded });
  }

  private readonly _times: readonly (readonly number[])[];
  private readonly _made: (IRunThen | undefined)[] = [];
  private _last: readonly IRunThen[] = [];
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
