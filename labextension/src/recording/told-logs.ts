/** Logs as JSON, in which examples and the tests of the server's converter tell them. */
import type { SessionEvent } from '../contract/generated-events';
import { blank } from '../session/interview';
import { LIMITS } from '../session/server-facts';
import { Converter, type LogEntry } from './converter';
import type { IRecording } from './recording';

export interface IToldEntry {
  readonly seq: number;
  readonly atUs: number;
  readonly by: string | null;
  readonly madeUs?: number;
  /** In base64. */
  readonly update?: string;
  readonly event?: SessionEvent;
}

export function recordingOfJson(log: readonly IToldEntry[]): IRecording {
  const converter = new Converter(blank('session-0001', LIMITS));
  log.forEach(entry => converter.take(entryOf(entry)));
  return converter.document();
}

function entryOf({ update, event, ...place }: IToldEntry): LogEntry {
  if (update !== undefined) {
    return { ...place, update: Uint8Array.from(atob(update), mark => mark.charCodeAt(0)) };
  }
  return event === undefined ? { ...place, unreadable: true } : { ...place, event };
}
