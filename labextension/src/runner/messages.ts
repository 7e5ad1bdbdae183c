/**
 * Everything that may be said between the page and its sandbox frame, over their one port.
 *
 * The frame runs strangers' code in its workers, so what comes out of it is parsed here into
 * values of known types and sizes; anything else is dropped.
 */
import type { ICaseOrder } from './cases/orders';
import { parsePost } from './cases/remote';
import type { IPost, IRemoteRole } from './cases/remote';
import { parseOfCase } from './cases/told';
import type { OfCase } from './cases/told';
import { isCount, isDuration, isOneOf, isRecord, cutText, moduleNames } from './checks';
import { ERROR_TEXT_LIMIT, PROMPT_LIMIT } from './limits';
import { isPackLanguage, rolesOf } from './packs/packs';
import type { PackRole } from './packs/packs';
import { RUN_LANGUAGES, RUN_STATES } from './types';
import { parseOutput } from './output-message';
import type { IOutput, ITextFile, OwnLanguage, RunLanguage, RunState } from './types';

const OWN_ROLES = {
  javascript: ['acorn', 'node'],
  typescript: ['acorn', 'sucrase', 'node'],
  python: ['loader', 'glue', 'wasm', 'snapshot', 'stdlib']
} as const;

/** What a worker of each language is made from; a role is one file. */
export function rolesOfLanguage(language: RunLanguage): readonly FileRole[] {
  return isPackLanguage(language) ? rolesOf(language) : OWN_ROLES[language];
}

/** Files that few programs need. They come when the first of them asks. */
export const LAZY_ROLES = ['compiler'] as const;

export type LazyRole = (typeof LAZY_ROLES)[number];

export type FileRole = (typeof OWN_ROLES)[OwnLanguage][number] | LazyRole | PackRole;

/** A package for a program, by the name of its file. */
export interface IWheel {
  file: string;
  bytes: ArrayBuffer;
}

export type ToFrame =
  /** Carries a port, over which files come. */
  | { type: 'files' }
  /** The languages of which one idle worker is to be kept. */
  | { type: 'spares'; kinds: RunLanguage[] }
  | IRunMessage
  | { type: 'answer'; id: number; line: string | null }
  | { type: 'wheels'; id: number; wheels: IWheel[] }
  | (IPost & { id: number })
  | { type: 'stop'; id: number }
  | { type: 'ping'; count: number };

/**
 * What comes over such a port: a file; null for one that this site does not have. The last message
 * is without any, and is sent back when everything before it has come.
 */
export type IFileMessage = { role: FileRole; file: Blob | null } | { role: null };

export interface IRunMessage {
  type: 'run';
  id: number;
  kind: RunLanguage;
  code: string;
  /** The name of the file with the code. */
  name: string;
  /** The files beside it; null for a program that is one file. */
  files: readonly ITextFile[] | null;
  timeLimitMs: number;
  /** All of the input; null when the program may ask. */
  stdin: string | null;
  /** Modules that packages of the site bring. */
  modules: readonly string[];
  cases: readonly ICaseOrder[];
  /** What all cases may take, beside `timeLimitMs`. */
  caseTimeMs: number;
  showsValue: boolean;
  remote: IRemoteRole | null;
}

export type FromFrame =
  | { type: 'hello' }
  /** A spare worker of this language is ready. */
  | { type: 'booted'; kind: RunLanguage }
  | { type: 'failed'; kind: RunLanguage; message: string }
  /** The program begins, perhaps again, with the lines of input so far. */
  | { type: 'started'; id: number }
  | ({ type: 'output'; id: number } & IOutput)
  /** The program waits for a line. */
  | { type: 'ask'; id: number; prompt: string }
  /** The program cannot start before it has the packages with these modules. */
  | { type: 'need'; id: number; modules: string[] }
  /** It waits for a file of the sandbox's own, or for an interpreter. */
  | { type: 'waits'; id: number }
  /** It has what it waited for, and goes on. */
  | { type: 'loaded'; id: number }
  | (OfCase & { id: number })
  /** Something for the test code, or for the program that it calls. */
  | (IPost & { id: number })
  /** A worker waits for a file that comes only when it is asked for. */
  | { type: 'want'; role: LazyRole }
  | IEndedMessage
  | { type: 'pong'; count: number };

export interface IEndedMessage {
  type: 'ended';
  id: number;
  state: RunState;
  error: string | null;
  durationMs: number;
}

/** The first message to a frame, by `window.postMessage`; it carries the port. */
export const CONNECT = 'jupyter-interview-connect';

/** A message of the frame, or null when it is none. */
export function parseFromFrame(data: unknown): FromFrame | null {
  if (!isRecord(data)) {
    return null;
  }
  const { type, kind, id } = data;
  if (type === 'hello') {
    return { type };
  }
  if (type === 'want') {
    return isOneOf(data.role, LAZY_ROLES) ? { type, role: data.role } : null;
  }
  if (type === 'pong') {
    return isCount(data.count) ? { type, count: data.count } : null;
  }
  if (isOneOf(kind, RUN_LANGUAGES)) {
    return type === 'booted'
      ? { type, kind }
      : type === 'failed'
        ? { type, kind, message: cutText(data.message, ERROR_TEXT_LIMIT) ?? '' }
        : null;
  }
  return isCount(id) ? parseOfRun(id, data) : null;
}

function parseOfRun(id: number, data: Record<string, unknown>): FromFrame | null {
  switch (data.type) {
    case 'started':
    case 'waits':
    case 'loaded':
      return { type: data.type, id };
    case 'output': {
      const output = parseOutput(data);
      return output && { type: 'output', id, ...output };
    }
    case 'ask':
      return { type: 'ask', id, prompt: cutText(data.prompt, PROMPT_LIMIT) ?? '' };
    case 'need':
      return { type: 'need', id, modules: moduleNames(data.modules) };
    case 'case':
    case 'answer': {
      const told = parseOfCase(data);
      return told && { ...told, id };
    }
    case 'post': {
      const post = parsePost(data);
      return post && { ...post, id };
    }
    case 'ended':
      return isOneOf(data.state, RUN_STATES)
        ? {
            type: 'ended',
            id,
            state: data.state,
            error: cutText(data.error, ERROR_TEXT_LIMIT),
            durationMs: isDuration(data.durationMs) ? data.durationMs : 0
          }
        : null;
    default:
      return null;
  }
}
