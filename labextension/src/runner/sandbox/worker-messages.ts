/**
 * Everything that may be said between the supervisor and one of its workers.
 *
 * A worker gets one message by `Worker.postMessage`, which hands it a port; all else goes through
 * that port, which the worker's code keeps in closures before user code is there. Messages that a
 * user's program posts by other ways are not read.
 */
import type { ICaseOrder } from '../cases/orders';
import { parsePost } from '../cases/remote';
import type { IPost, IRemoteRole } from '../cases/remote';
import { parseOfCase } from '../cases/told';
import type { OfCase } from '../cases/told';
import { cutText, isChunk, isCount, isOneOf, isRecord, moduleNames } from '../checks';
import { ERROR_TEXT_LIMIT, PROMPT_LIMIT } from '../limits';
import { LAZY_ROLES } from '../messages';
import type { FileRole, IWheel, LazyRole } from '../messages';
import { parseOutput } from '../output-message';
import type { PackRole } from '../packs/packs';
import { STREAMS } from '../types';
import type { IOutput, ITextFile, OutputStream } from '../types';

/** Files as workers want them; made once per frame and shared by its workers. */
export interface IParts {
  /** pyodide.asm.wasm, compiled. */
  wasm: WebAssembly.Module;
  /** The standard library as a zip of .pyc files. */
  stdlib: Blob;
  /** The file with the memory of an interpreter that has started, if there is one. */
  snapshot: Blob | null;
  /** Blob URLs of scripts. */
  glue: string;
  loader: string;
  acorn: string;
  sucrase: string;
  node: string;
  /** Null where it cannot be had. */
  compiler: string | null;
  /** Files of packs: compiled, as the address of a script, or as they are. */
  [role: PackRole]: WebAssembly.Module | string | Blob;
}

/** The one program of a worker. */
export interface IProgram {
  code: string;
  /** The name of the file with the code. */
  name: string;
  /** The files beside it; null for a program that is one file. */
  files: readonly ITextFile[] | null;
  /** Input that is there already, with line ends; `open` when more can be asked for. */
  input: { lines: string[]; open: boolean };
  /** Where chance begins. A program that is run again for its input meets the same chance. */
  seed: number;
  /** Modules that can be asked for with `need`. */
  modules: readonly string[];
  /** Called when the program ended well. */
  cases: readonly ICaseOrder[];
  /** The value of a Python program's last expression is shown. */
  showsValue: boolean;
  /** What it is to test code, or as test code; null for a program that has nothing to do with any. */
  remote: IRemoteRole | null;
}

export type ToWorker =
  | { type: 'part'; role: FileRole; part: IParts[FileRole] }
  | { type: 'start'; program: IProgram }
  | { type: 'answer'; line: string | null }
  | { type: 'wheels'; wheels: IWheel[] }
  | IPost
  /** To be answered by a worker that waits. */
  | { type: 'ping' };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  | ({ type: 'output' } & IOutput)
  /** Output that a better text may soon take the place of; what comes after it waits meanwhile. */
  | IHeldOutput
  | { type: 'settled'; hold: number; text: string }
  | { type: 'want'; role: LazyRole }
  /** With `again` the worker cannot wait: run the program anew with one more line of input. */
  | { type: 'ask'; prompt: string; again: boolean }
  | { type: 'need'; modules: string[] }
  | { type: 'pong' }
  | OfCase
  | IPost
  | IWorkerEnd;

export interface IHeldOutput {
  type: 'hold';
  hold: number;
  stream: OutputStream;
  text: string;
}

const WORKER_ENDS = ['ok', 'error', 'out_of_memory', 'crashed'] as const;

/** Ends that a worker can know of. */
export type WorkerEnd = (typeof WORKER_ENDS)[number];

export interface IWorkerEnd {
  type: 'ended';
  state: WorkerEnd;
  error: string | null;
}

/** A message of the worker, or null when it is none. */
export function parseFromWorker(data: unknown): FromWorker | null {
  if (!isRecord(data)) {
    return null;
  }
  switch (data.type) {
    case 'ready':
    case 'pong':
      return { type: data.type };
    case 'failed':
      return { type: 'failed', message: cutText(data.message, ERROR_TEXT_LIMIT) ?? '' };
    case 'output': {
      const output = parseOutput(data);
      return output && { type: 'output', ...output };
    }
    case 'hold':
      return isCount(data.hold) && isOneOf(data.stream, STREAMS) && isChunk(data.text)
        ? { type: 'hold', hold: data.hold, stream: data.stream, text: data.text }
        : null;
    case 'settled':
      return isCount(data.hold) && isChunk(data.text)
        ? { type: 'settled', hold: data.hold, text: data.text }
        : null;
    case 'want':
      return isOneOf(data.role, LAZY_ROLES) ? { type: 'want', role: data.role } : null;
    case 'ask': {
      const prompt = cutText(data.prompt, PROMPT_LIMIT) ?? '';
      return { type: 'ask', prompt, again: data.again === true };
    }
    case 'need':
      return { type: 'need', modules: moduleNames(data.modules) };
    case 'case':
    case 'answer':
      return parseOfCase(data);
    case 'post':
      return parsePost(data);
    case 'ended':
      return isOneOf(data.state, WORKER_ENDS)
        ? { type: 'ended', state: data.state, error: cutText(data.error, ERROR_TEXT_LIMIT) }
        : null;
    default:
      return null;
  }
}
