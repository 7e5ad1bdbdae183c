/** Where one steps to from a moment: to another edit, burst, run, or symbol of the timeline. */
import type { Entry } from './entries';
import { isFailing, isSwitch, symbolOf } from './symbols';
import { countBegun, type IMoment } from './moments';
import type { IMarker, Playback } from './playback';

export type Direction = 1 | -1;

/** Exactly so far the arrow keys go. */
export const STEP_MS = 5000;

/** What one can step along. */
export type Step =
  | 'edit'
  | 'burst'
  | 'run'
  | 'failing'
  | 'symbol'
  | 'inserted'
  | 'switch'
  | 'note'
  | 'entry';

/** The moment that is the next one of its kind; the same moment where there is none. */
export function step(
  playback: Playback,
  from: IMoment,
  along: Step,
  direction: Direction,
  markers: readonly IMarker[] = []
): IMoment {
  if (along === 'edit') {
    return playback.moments.afterEdits(from.edits + direction);
  }
  const stops = stopsOf(playback, along, markers);
  const next =
    direction > 0
      ? stops.find(stop => compare(stop, from) > 0)
      : stops.filter(stop => compare(stop, from) < 0).at(-1);
  return next ?? from;
}

/** So many milliseconds on or back. */
export function stepTime(playback: Playback, { at }: IMoment, ms: number): IMoment {
  return playback.moments.at(at + ms);
}

/** A tenth of the whole, 0 to 10. */
export function tenth(playback: Playback, tenths: number): IMoment {
  return playback.moments.at((playback.length * tenths) / 10);
}

/** The moment to which an entry leads: when it is there, which is the end of a burst. */
export function momentOf({ moments }: Playback, entry: Entry): IMoment {
  switch (entry.kind) {
    case 'typed':
    case 'inserted':
      return moments.afterEdits(entry.last + 1);
    case 'ran':
      return entry.run.endSeq === null ? moments.ofSeq(entry.seq) : moments.ofSeq(entry.run.endSeq);
    case 'tested':
      return moments.ofSeq(entry.check.endSeq ?? entry.seq);
    case 'pause':
      return moments.at(entry.at + 1);
    case 'gap':
      return moments.ofSeq(entry.gap.last);
    default:
      return moments.ofSeq(entry.seq);
  }
}

/** The last entry that has begun by then, in a list in order; -1 before the first. */
export function entryAt(entries: readonly Entry[], { at, seq }: IMoment): number {
  let place = countBegun(entries, at) - 1;
  // A pause begins after what was last, and so behind its moment.
  while (
    place > 0 &&
    entries[place].at === at &&
    (entries[place].seq > seq || entries[place].kind === 'pause')
  ) {
    place--;
  }
  return place;
}

/** All moments of a kind, in order, each once. */
export function stopsOf(
  playback: Playback,
  along: Exclude<Step, 'edit'>,
  markers: readonly IMarker[] = []
): IMoment[] {
  const noted = markers.map(({ seq, at }) => ({ ...playback.moments.at(at), seq }));
  const stops =
    along === 'note'
      ? []
      : (playback.entries ?? [])
          .filter(entry => isAlong(entry, along))
          .map(entry => momentOf(playback, entry));
  const all = along === 'note' || along === 'symbol' ? [...stops, ...noted] : stops;
  return all
    .sort(compare)
    .filter((stop, index, sorted) => index === 0 || compare(sorted[index - 1], stop) !== 0);
}

function isAlong(entry: Entry, along: Exclude<Step, 'edit' | 'note'>): boolean {
  switch (along) {
    case 'burst':
      return entry.kind === 'typed' || entry.kind === 'inserted';
    case 'run':
      return entry.kind === 'ran';
    case 'failing':
      return isFailing(entry);
    case 'symbol':
      return symbolOf(entry) !== null;
    case 'inserted':
      return entry.kind === 'inserted';
    case 'switch':
      return isSwitch(entry);
    case 'entry':
      return true;
  }
}

/** Earlier moments are less. */
export function compare(one: IMoment, other: IMoment): number {
  return one.at - other.at || one.edits - other.edits || one.seq - other.seq;
}
