/**
 * Everything that may be said between the page and its sandbox frame, over their one port.
 *
 * The frame runs strangers' code in its workers, so what comes out of it is parsed here into
 * values of known types and sizes; anything else is dropped.
 */
import { CHUNK_LIMIT, ERROR_TEXT_LIMIT } from './limits';
import type { OutputStream, RunLanguage, RunState } from './types';

/** `syntax` finds the place of a JavaScript syntax error; it runs no user code. */
export type WorkerKind = RunLanguage | 'syntax';

export const WORKER_KINDS: readonly WorkerKind[] = ['javascript', 'python', 'syntax'];

export type FileRole = 'snapshot' | 'wasm' | 'stdlib' | 'glue' | 'loader' | 'acorn';

export type AssetFiles = Partial<Record<FileRole, ArrayBuffer>>;

export type ToFrame =
  | { type: 'assets'; kind: WorkerKind; files: AssetFiles }
  /** The kinds of which one idle worker is to be kept. */
  | { type: 'spares'; kinds: WorkerKind[] }
  | { type: 'run'; id: number; kind: WorkerKind; code: string; timeLimitMs: number }
  | { type: 'stop'; id: number }
  | { type: 'ping'; count: number };

export type FromFrame =
  | { type: 'hello' }
  /** A spare worker of this kind is ready. */
  | { type: 'booted'; kind: WorkerKind }
  | { type: 'failed'; kind: WorkerKind; message: string }
  | { type: 'started'; id: number }
  | { type: 'output'; id: number; stream: OutputStream; text: string }
  | IEndedMessage
  | { type: 'pong'; count: number };

export interface IEndedMessage {
  type: 'ended';
  id: number;
  state: RunState;
  error: string | null;
  durationMs: number;
  /** The code did not parse, and the message has no place in it yet. */
  unplaced: boolean;
}

/** The first message to a frame, by `window.postMessage`; it carries the port. */
export const CONNECT = 'jupyter-interview-connect';

const STATES: readonly string[] = ['ok', 'error', 'timeout', 'stopped', 'crashed'];

/** A message of the frame, or null when it is none. */
export function parseFromFrame(data: unknown): FromFrame | null {
  if (!isRecord(data)) {
    return null;
  }
  switch (data.type) {
    case 'hello':
      return { type: 'hello' };
    case 'pong':
      return isCount(data.count) ? { type: 'pong', count: data.count } : null;
    case 'booted':
      return isKind(data.kind) ? { type: 'booted', kind: data.kind } : null;
    case 'failed':
      return isKind(data.kind)
        ? { type: 'failed', kind: data.kind, message: errorText(data.message) ?? '' }
        : null;
    case 'started':
      return isCount(data.id) ? { type: 'started', id: data.id } : null;
    case 'output':
      return isCount(data.id) && isStream(data.stream) && isChunk(data.text)
        ? { type: 'output', id: data.id, stream: data.stream, text: data.text }
        : null;
    case 'ended':
      return isCount(data.id) && isState(data.state)
        ? {
            type: 'ended',
            id: data.id,
            state: data.state,
            error: errorText(data.error),
            durationMs: isDuration(data.durationMs) ? data.durationMs : 0,
            unplaced: data.unplaced === true
          }
        : null;
    default:
      return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function isStream(value: unknown): value is OutputStream {
  return value === 'stdout' || value === 'stderr';
}

/** A text small enough for one message. */
export function isChunk(value: unknown): value is string {
  return typeof value === 'string' && value.length <= CHUNK_LIMIT;
}

/** An error text cut to its limit; null for anything but a text. */
export function errorText(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, ERROR_TEXT_LIMIT) : null;
}

function isKind(value: unknown): value is WorkerKind {
  return (WORKER_KINDS as readonly unknown[]).includes(value);
}

function isState(value: unknown): value is RunState {
  return (STATES as readonly unknown[]).includes(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
