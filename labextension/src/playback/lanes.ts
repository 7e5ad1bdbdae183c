/**
 * The picture of a timeline, in numbers: how much each person has typed in each column of a window, and how
 * a window moves.
 */
import type { ISpan } from './breaks';
import { countBegun } from './moments';
import type { Playback } from './playback';

/** The edits of one person in each column. */
export type Lane = Uint32Array;

/** For each person, and at the end for nobody. */
export function lanesOf(playback: Playback, { from, to }: ISpan, columns: number): Lane[] {
  const { text, recording } = playback;
  const lanes = Array.from({ length: recording.people.length + 1 }, () => new Uint32Array(columns));
  const width = to - from;
  if (columns < 1 || width <= 0) {
    return lanes;
  }
  const { who } = recording.edits;
  const end = text.editsAt(to);
  let index = countBefore(playback, from);
  for (; index < end; index++) {
    const column = Math.floor(((text.timeOf(index) - from) / width) * columns);
    const lane = lanes[who[index] < 0 ? recording.people.length : who[index]];
    lane[Math.min(columns - 1, column)]++;
  }
  return lanes;
}

/** How high a column is, 0 to 1: by the root, so that a single edit is seen beside many. */
export function heightOf(edits: number, most: number): number {
  return most === 0 ? 0 : Math.sqrt(edits / most);
}

/** So short a window is, at the least. */
const CLOSEST_MS = 2000;

/** The window with another width, in which `around` stays at its place. */
export function zoomed(window: ISpan, factor: number, around: number, length: number): ISpan {
  const before = window.to - window.from;
  const width = Math.min(Math.max(length, 1), Math.max(CLOSEST_MS, before * factor));
  const share = before === 0 ? 0 : (around - window.from) / before;
  return within(around - share * width, width, length);
}

export function moved(window: ISpan, by: number, length: number): ISpan {
  return within(window.from + by, window.to - window.from, length);
}

/** The window moved as little as it takes to have a time in it; the same one where it has. */
export function showingTime(window: ISpan, at: number, length: number): ISpan {
  if (window.from <= at && at <= window.to) {
    return window;
  }
  const width = window.to - window.from;
  return within(at < window.from ? at - width * 0.1 : at - width * 0.9, width, length);
}

/** The window from one time to another, whichever is first; wider where they are close. */
export function between(one: number, other: number, length: number): ISpan {
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const width = Math.min(length, Math.max(CLOSEST_MS, to - from));
  return within((from + to - width) / 2, width, length);
}

function within(from: number, width: number, length: number): ISpan {
  const begin = Math.max(0, Math.min(from, length - width));
  return { from: begin, to: begin + width };
}

/** How many edits were made before a time. */
function countBefore({ text }: Playback, time: number): number {
  let count = text.editsAt(time);
  while (count > 0 && text.timeOf(count - 1) === time) {
    count--;
  }
  return count;
}

/** Round times for an axis, so that at most so many are in a window. */
export function ticksOf({ from, to }: ISpan, most: number): number[] {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200];
  const least = (to - from) / Math.max(1, most);
  const step = (steps.find(seconds => seconds * 1000 >= least) ?? 86_400) * 1000;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

/** The time of a place, 0 to 1, in a window. */
export function timeAt({ from, to }: ISpan, share: number): number {
  return from + Math.max(0, Math.min(1, share)) * (to - from);
}

/** The entry or other thing that is nearest to a time, within a distance. */
export function nearest<T extends { readonly at: number }>(
  sorted: readonly T[],
  at: number,
  distance: number
): T | null {
  const next = countBegun(sorted, at);
  const near = [sorted[next - 1], sorted[next]].filter(one => one !== undefined);
  const [best] = near.sort((one, other) => Math.abs(one.at - at) - Math.abs(other.at - at));
  return best !== undefined && Math.abs(best.at - at) <= distance ? best : null;
}
