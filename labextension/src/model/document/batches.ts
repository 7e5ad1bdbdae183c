/**
 * Joins edits that wait into few frames without losing when they were made.
 *
 * They are joined by time: one frame for each second, and at most a minute's worth of frames
 * however long somebody was offline. So playback shows the typing, and the server is not flooded.
 * Within one step of time they are joined by size.
 */
import { pack } from './update-pieces';

const STEP_MS = 1_000;
const MOST_STEPS = 60;

/** One update of this person's, made on this page or on an earlier one. */
export interface IEdit {
  id: string;
  update: Uint8Array;
  /** When it was made, in milliseconds since 1970. */
  at: number;
}

export interface IBatch {
  piece: Uint8Array;
  /** How many of the edits are complete with it. */
  ends: number;
  /** The time at which the last of them was made. */
  at: number;
}

export function batches(edits: readonly IEdit[]): IBatch[] {
  const found: IBatch[] = [];
  for (const { from, to } of steps(edits)) {
    const step = edits.slice(from, to);
    const { at } = step[step.length - 1];
    for (const { piece, ends } of pack(step.map(({ update }) => update))) {
      found.push({ piece, ends: from + ends, at });
    }
  }
  return found;
}

function steps(edits: readonly IEdit[]): { from: number; to: number }[] {
  const times = edits.map(({ at }) => at);
  const latest = times.reduce((a, b) => Math.max(a, b), 0);
  const span = latest - times.reduce((a, b) => Math.min(a, b), latest);
  const width = Math.max(STEP_MS, span / MOST_STEPS);
  const found: { from: number; to: number }[] = [];
  for (let from = 0; from < edits.length;) {
    const begin = times[from];
    const isBeyond = (at: number): boolean => at - begin >= width || at < begin;
    const next = times.slice(from).findIndex(isBeyond);
    const to = next === -1 ? edits.length : from + next;
    found.push({ from, to });
    from = to;
  }
  return found;
}
