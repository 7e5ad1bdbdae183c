/** What a recording is: the contract's `Recording`, and its one form in bytes. */
import type { IRecording } from '../contract/protocol';

export type { IRecording } from '../contract/protocol';

export const FORMAT = 'jupyter-interview-recording';
export const VERSION = 1;

/** The JSON of a recording: keys are sorted, and there is no space between. */
export function canonical(recording: IRecording): string {
  return JSON.stringify(sorted(recording));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every(one => typeof one !== 'object') ? value : value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
