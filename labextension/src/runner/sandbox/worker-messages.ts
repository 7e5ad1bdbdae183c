/**
 * Everything that may be said between the supervisor and one of its workers.
 *
 * A worker gets `boot` by `Worker.postMessage`, which hands it a port; all else goes through that
 * port, which the worker's code keeps in closures before user code is there. Whatever a user's
 * program manages to post by other ways is not heard.
 */
import { errorText, isChunk, isRecord, isStream } from '../messages';
import type { WorkerKind } from '../messages';
import type { OutputStream } from '../types';

/** What a Python worker is started from; made once per frame and shared by its workers. */
export interface IPythonParts {
  /** pyodide.asm.wasm, compiled. */
  module: WebAssembly.Module;
  /** The standard library as a zip of .pyc files. */
  stdlib: ArrayBuffer;
  /** The memory of an interpreter of this very build that has started; null to start anew. */
  snapshot: ArrayBuffer | null;
  /** Blob URL of pyodide.asm.mjs. */
  glueUrl: string;
  /** Blob URL of pyodide.mjs. */
  loaderUrl: string;
}

/** Blob URL of acorn. */
export interface ISyntaxParts {
  acornUrl: string;
}

export interface IBootParts {
  javascript: null;
  python: IPythonParts;
  syntax: ISyntaxParts;
}

export interface IBootMessage<K extends WorkerKind = WorkerKind> {
  port: MessagePort;
  parts: IBootParts[K];
}

/** The only message on the port towards the worker; a worker runs one program. */
export interface IStartMessage {
  code: string;
}

export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  | { type: 'output'; stream: OutputStream; text: string }
  | IWorkerEnd;

export interface IWorkerEnd {
  type: 'ended';
  state: 'ok' | 'error' | 'crashed';
  error: string | null;
  unplaced: boolean;
}

/** A message of the worker, or null when it is none. */
export function parseFromWorker(data: unknown): FromWorker | null {
  if (!isRecord(data)) {
    return null;
  }
  switch (data.type) {
    case 'ready':
      return { type: 'ready' };
    case 'failed':
      return { type: 'failed', message: errorText(data.message) ?? '' };
    case 'output':
      return isStream(data.stream) && isChunk(data.text)
        ? { type: 'output', stream: data.stream, text: data.text }
        : null;
    case 'ended':
      return data.state === 'ok' || data.state === 'error' || data.state === 'crashed'
        ? {
            type: 'ended',
            state: data.state,
            error: errorText(data.error),
            unplaced: data.unplaced === true
          }
        : null;
    default:
      return null;
  }
}
