/**
 * What is in the files that a program makes, and what descriptors of them do: where they read and
 * write, and what their flags allow. Everything else is refused in Node's words.
 */
import buffers from 'buffer/index.js';
import { host } from './host';

const { Buffer } = buffers;

export const STDIN = new Set(['0', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);
export const OUTPUTS: Record<string, 'stdout' | 'stderr' | undefined> = {
  1: 'stdout',
  '/dev/stdout': 'stdout',
  '/dev/tty': 'stdout',
  2: 'stderr',
  '/dev/stderr': 'stderr'
};

const ERRORS: Record<string, [errno: number, words: string]> = {
  ENOENT: [-2, 'no such file or directory'],
  EEXIST: [-17, 'file already exists'],
  EISDIR: [-21, 'illegal operation on a directory'],
  ENOTDIR: [-20, 'not a directory'],
  ENOTEMPTY: [-39, 'directory not empty'],
  EBADF: [-9, 'bad file descriptor'],
  EINVAL: [-22, 'invalid argument']
};

export type Path = string | number | URL;
export type Options =
  | string
  | { encoding?: string | null; flag?: string; recursive?: boolean }
  | null;

/**
 * The content of a file. Descriptors that have it open keep it, also when it is deleted or renamed.
 */
export interface IContent {
  bytes: Uint8Array;
}

/** A descriptor: of a file, of a folder, or of an output. */
export interface IOpen {
  name: string;
  content: IContent | null;
  /** Where the next read or write begins. */
  at: number;
  reads: boolean;
  writes: boolean;
  appends: boolean;
}

interface IFlag {
  reads: boolean;
  writes: boolean;
  appends: boolean;
  creates: boolean;
  empties: boolean;
  isNew: boolean;
}

export const files = new Map<string, IContent>();
export const folders = new Set(['/', '/tmp', '/home', '/home/sandbox']);
export const open = new Map<number, IOpen>();

for (const { name, text } of host.files ?? []) {
  const path = absolute(name);
  files.set(path, { bytes: Buffer.from(text) });
  for (let folder = parentOf(path); !folders.has(folder); folder = parentOf(folder)) {
    folders.add(folder);
  }
}

export function fault(code: string, syscall: string, path?: Path, dest?: Path): Error {
  const [errno, words] = ERRORS[code];
  const from = path === undefined ? '' : ` '${String(path)}'`;
  const to = dest === undefined ? '' : ` -> '${String(dest)}'`;
  const error = new Error(`${code}: ${words}, ${syscall}${from}${to}`);
  return Object.assign(
    error,
    { errno, code, syscall },
    path === undefined ? {} : { path: String(path) },
    dest === undefined ? {} : { dest: String(dest) }
  );
}

function argumentFault(kind: typeof TypeError, code: string, message: string): Error {
  return Object.assign(new kind(message), { code });
}

export function pathOf(path: Path): string {
  const text = typeof path === 'object' ? path.pathname : String(path);
  const name = typeof path === 'number' ? (open.get(path)?.name ?? text) : text;
  return STDIN.has(name) || name in OUTPUTS ? name : absolute(name);
}

export function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `/home/sandbox/${path}`).split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return `/${parts.join('/')}`;
}

export function encodingOf(options: Options | undefined): string | null {
  return (typeof options === 'string' ? options : options?.encoding) ?? null;
}

export function bytesOf(data: unknown, options?: Options): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(String(data), encodingOf(options) ?? undefined);
}

export function parentOf(name: string): string {
  return name.replace(/\/[^/]*$/, '') || '/';
}

/** Why nothing can be at a path: its folder is not there, or is a file. Null when it can. */
export function lostIn(name: string): 'ENOENT' | 'ENOTDIR' | null {
  const parent = parentOf(name);
  if (folders.has(parent)) {
    return null;
  }
  return files.has(parent) ? 'ENOTDIR' : parent === '/' ? 'ENOENT' : (lostIn(parent) ?? 'ENOENT');
}

/** Throws when there is neither a file nor a folder. */
export function find(path: Path, syscall: string): string {
  const name = pathOf(path);
  if (!folders.has(name) && !files.has(name)) {
    throw fault(lostIn(name) ?? 'ENOENT', syscall, path);
  }
  return name;
}

function flagOf(flag: string): IFlag {
  const [, kind, rest] = /^([rwa])(s?x?\+?|xs?\+?|\+s?)$/.exec(flag) ?? [];
  if (kind === undefined || (kind === 'r' && rest.includes('x'))) {
    const message = `The argument 'flags' is invalid. Received '${flag}'`;
    throw argumentFault(TypeError, 'ERR_INVALID_ARG_VALUE', message);
  }
  return {
    reads: kind === 'r' || rest.includes('+'),
    writes: kind !== 'r' || rest.includes('+'),
    appends: kind === 'a',
    creates: kind !== 'r',
    empties: kind === 'w',
    isNew: rest.includes('x')
  };
}

/** A descriptor that has no number. */
export function opened(path: Path, flag: string): IOpen {
  const name = pathOf(path);
  const { reads, writes, appends, creates, empties, isNew } = flagOf(flag);
  const made = { name, content: null, at: 0, reads, writes, appends };
  if (name in OUTPUTS) {
    return made;
  }
  const lost = lostIn(name);
  let content = files.get(name);
  if (folders.has(name)) {
    if (isNew || writes) {
      throw fault(isNew ? 'EEXIST' : 'EISDIR', 'open', path);
    }
    return made;
  }
  if (lost !== null || (content === undefined && !creates)) {
    throw fault(lost ?? 'ENOENT', 'open', path);
  }
  if (content !== undefined && isNew) {
    throw fault('EEXIST', 'open', path);
  }
  content ??= { bytes: Buffer.alloc(0) };
  if (empties) {
    content.bytes = Buffer.alloc(0);
  }
  files.set(name, content);
  return { ...made, content };
}

export function descriptor(number: number, syscall: string): IOpen {
  const found = open.get(number);
  if (typeof number !== 'number') {
    const message = `The "fd" argument must be of type number. Received ${typeof number}`;
    throw argumentFault(TypeError, 'ERR_INVALID_ARG_TYPE', message);
  }
  if (found === undefined) {
    throw fault('EBADF', syscall);
  }
  return found;
}

/** As many bytes as there are from a place on, or from where the last read ended. */
export function readFrom(file: IOpen, count: number, position: number | null): Uint8Array {
  if (folders.has(file.name) && file.content === null) {
    throw fault('EISDIR', 'read');
  }
  if (!file.reads) {
    throw fault('EBADF', 'read');
  }
  const at = position ?? file.at;
  const part = (file.content?.bytes ?? Buffer.alloc(0)).subarray(at, at + count);
  file.at += position === null ? part.length : 0;
  return part;
}

export function writeTo(file: IOpen, bytes: Uint8Array, position: number | null): void {
  const stream = OUTPUTS[file.name];
  if (stream !== undefined) {
    host.write(stream, Buffer.from(bytes).toString('utf8'));
    return;
  }
  if (!file.writes || file.content === null) {
    throw fault('EBADF', 'write');
  }
  const before = file.content.bytes;
  const at = file.appends ? before.length : (position ?? file.at);
  const after = Buffer.alloc(Math.max(before.length, at + bytes.length));
  after.set(before);
  after.set(bytes, at);
  file.content.bytes = after;
  if (position === null) {
    file.at = at + bytes.length;
  }
}

export function resize(file: IOpen, length = 0): void {
  if (!file.writes || file.content === null) {
    throw fault('EINVAL', 'ftruncate');
  }
  const after = Buffer.alloc(length);
  after.set(file.content.bytes.subarray(0, length));
  file.content.bytes = after;
}

/** A place in a file as a number; null for where it stands. */
export function placeOf(position: unknown): number | null {
  return (typeof position === 'number' || typeof position === 'bigint') && position >= 0
    ? Number(position)
    : null;
}

/** `offset, length, position` of a call, or an object with them. */
export function rangeOf(
  size: number,
  mostOffset: number,
  [first, ...rest]: unknown[]
): [number, number, number | null] {
  const given =
    typeof first === 'object' && first !== null
      ? (first as Record<string, unknown>)
      : { offset: first, length: rest[0], position: rest[1] };
  const offset = (given.offset ?? 0) as number;
  const length = (given.length ?? size - offset) as number;
  for (const [name, value, most] of [
    ['offset', offset, mostOffset],
    ['length', length, size - offset]
  ] as const) {
    if (value < 0 || value > most) {
      const bounds = value < 0 ? '>= 0' : `<= ${most}`;
      const message = `The value of "${name}" is out of range. It must be ${bounds}. Received ${value}`;
      throw argumentFault(RangeError, 'ERR_OUT_OF_RANGE', message);
    }
  }
  return [offset, length, placeOf(given.position)];
}
