/**
 * `fs`: standard input and output under their usual names, and files that a program makes itself,
 * which are gone with it. Everything else is not there, in Node's words.
 */
import buffers from 'buffer/index.js';
import type { Bytes } from 'buffer/index.js';
import { host } from './host';
import stream from 'readable-stream/lib/ours/browser.js';
import { stdin } from './streams';

const { Buffer } = buffers;

const STDIN = new Set(['0', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);
const OUTPUTS: Record<string, 'stdout' | 'stderr' | undefined> = {
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

type Path = string | number | URL;
type Options = string | { encoding?: string | null; flag?: string; recursive?: boolean } | null;

/** What is in a file. Whoever has it open keeps it, also when it is deleted or renamed. */
interface IContent {
  bytes: Uint8Array;
}

/** A descriptor: of a file, of a folder, or of an output. */
interface IOpen {
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

const files = new Map<string, IContent>();
const folders = new Set(['/', '/tmp', '/home', '/home/sandbox']);
const open = new Map<number, IOpen>();

/** What was read of standard input and not yet asked for, by `readSync`. */
let rest: Uint8Array = Buffer.alloc(0);

function fault(code: string, syscall: string, path?: Path, dest?: Path): Error {
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

function pathOf(path: Path): string {
  const text = typeof path === 'object' ? path.pathname : String(path);
  const name = typeof path === 'number' ? (open.get(path)?.name ?? text) : text;
  return STDIN.has(name) || name in OUTPUTS ? name : absolute(name);
}

function absolute(path: string): string {
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

function encodingOf(options: Options | undefined): string | null {
  return (typeof options === 'string' ? options : options?.encoding) ?? null;
}

function bytesOf(data: unknown, options?: Options): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(String(data), encodingOf(options) ?? undefined);
}

function readInput(): Bytes {
  const parts: Uint8Array[] = [rest];
  rest = Buffer.alloc(0);
  for (let line = host.lineNow(''); line !== null; line = host.lineNow('')) {
    parts.push(Buffer.from(line));
  }
  return Buffer.concat(parts);
}

function parentOf(name: string): string {
  return name.replace(/\/[^/]*$/, '') || '/';
}

/** Why nothing can be at a path: its folder is not there, or is a file. Null when it can. */
function lostIn(name: string): 'ENOENT' | 'ENOTDIR' | null {
  const parent = parentOf(name);
  if (folders.has(parent)) {
    return null;
  }
  return files.has(parent) ? 'ENOTDIR' : parent === '/' ? 'ENOENT' : (lostIn(parent) ?? 'ENOENT');
}

/** Throws when there is neither a file nor a folder. */
function find(path: Path, syscall: string): string {
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
function opened(path: Path, flag: string): IOpen {
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

function descriptor(number: number, syscall: string): IOpen {
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
function readFrom(file: IOpen, count: number, position: number | null): Uint8Array {
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

function writeTo(file: IOpen, bytes: Uint8Array, position: number | null): void {
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

function resize(file: IOpen, length = 0): void {
  if (!file.writes || file.content === null) {
    throw fault('EINVAL', 'ftruncate');
  }
  const after = Buffer.alloc(length);
  after.set(file.content.bytes.subarray(0, length));
  file.content.bytes = after;
}

/** A place in a file as a number; null for where it stands. */
function placeOf(position: unknown): number | null {
  return (typeof position === 'number' || typeof position === 'bigint') && position >= 0
    ? Number(position)
    : null;
}

/** `offset, length, position` of a call, or an object with them. */
function rangeOf(
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

function readFileSync(path: Path, options?: Options): Bytes | string {
  let found: Uint8Array;
  if (STDIN.has(pathOf(path))) {
    found = readInput();
  } else {
    const flag = (typeof options === 'object' && options?.flag) || 'r';
    const file = typeof path === 'number' ? descriptor(path, 'fstat') : opened(path, flag);
    found = readFrom(file, Infinity, null);
  }
  const encoding = encodingOf(options);
  const bytes = Buffer.from(found);
  return encoding === null || encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

function writeFileSync(path: Path, data: unknown, options?: Options): void {
  const flag = (typeof options === 'object' && options?.flag) || 'w';
  const bytes = bytesOf(data, options);
  if (typeof path === 'number' && !(path in OUTPUTS)) {
    writeTo(descriptor(path, 'write'), bytes, null);
  } else {
    writeTo(opened(path, flag), bytes, null);
  }
}

type StatOptions = { throwIfNoEntry?: boolean } | null;

function statOf(path: Path, options: StatOptions | undefined, syscall: string): unknown {
  if (options?.throwIfNoEntry === false && !folders.has(pathOf(path)) && !files.has(pathOf(path))) {
    return undefined;
  }
  const name = find(path, syscall);
  return described(folders.has(name), files.get(name));
}

function described(isDirectory: boolean, content?: IContent | null): Record<string, unknown> {
  const size = content?.bytes.length ?? 0;
  return { size, isDirectory: () => isDirectory, isFile: () => !isDirectory };
}

function childrenOf(folder: string): string[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  const names = [...files.keys(), ...folders]
    .filter(path => path.startsWith(start) && path !== start)
    .map(path => path.slice(start.length).split('/')[0]);
  return [...new Set(names)].sort();
}

/** Everything at a path and below it. */
function within<T>(name: string, all: Iterable<[string, T]>): [string, T][] {
  return [...all].filter(([path]) => path === name || path.startsWith(`${name}/`));
}

const sync = {
  readFileSync,
  writeFileSync,
  appendFileSync: (path: Path, data: unknown, options?: Options): void =>
    writeFileSync(path, data, { encoding: encodingOf(options), flag: 'a' }),
  statSync: (path: Path, options?: StatOptions) => statOf(path, options, 'stat'),
  lstatSync: (path: Path, options?: StatOptions) => statOf(path, options, 'lstat'),
  fstatSync: (number: number) => {
    const { name, content } = descriptor(number, 'fstat');
    return described(content === null && folders.has(name), content);
  },
  accessSync: (path: Path): void => void (STDIN.has(pathOf(path)) || find(path, 'access')),
  readdirSync: (path: Path, options?: { withFileTypes?: boolean } | null): unknown[] => {
    const folder = find(path, 'scandir');
    if (!folders.has(folder)) {
      throw fault('ENOTDIR', 'scandir', path);
    }
    const names = childrenOf(folder);
    if (options?.withFileTypes !== true) {
      return names;
    }
    return names.map(name => {
      const isDirectory = folders.has(absolute(`${folder}/${name}`));
      return { name, isDirectory: () => isDirectory, isFile: () => !isDirectory };
    });
  },
  mkdirSync: (path: Path, options?: Options): string | undefined => {
    const recursive = typeof options === 'object' && options?.recursive === true;
    const name = pathOf(path);
    if (files.has(name) || (folders.has(name) && !recursive)) {
      throw fault('EEXIST', 'mkdir', path);
    }
    const lost = lostIn(name);
    if (lost !== null && (!recursive || lost === 'ENOTDIR')) {
      throw fault(lost, 'mkdir', path);
    }
    if (folders.has(name)) {
      return undefined;
    }
    const above = lost === null ? undefined : sync.mkdirSync(parentOf(name), options);
    folders.add(name);
    const made = above ?? name;
    return String(path).startsWith('/') ? made : made.replace('/home/sandbox/', '');
  },
  unlinkSync: (path: Path): void => {
    const name = find(path, 'unlink');
    if (folders.has(name)) {
      throw fault('EISDIR', 'unlink', path);
    }
    files.delete(name);
  },
  rmdirSync: (path: Path): void => {
    const name = find(path, 'rmdir');
    if (!folders.has(name)) {
      throw fault('ENOTDIR', 'rmdir', path);
    }
    if (childrenOf(name).length > 0) {
      throw fault('ENOTEMPTY', 'rmdir', path);
    }
    folders.delete(name);
  },
  rmSync: (path: Path, options?: { recursive?: boolean; force?: boolean } | null): void => {
    if (options?.force === true && !folders.has(pathOf(path)) && !files.has(pathOf(path))) {
      return;
    }
    const name = find(path, 'lstat');
    if (folders.has(name) && options?.recursive !== true) {
      const error = new Error(
        `Path is a directory: rm returned EISDIR (is a directory) ${String(path)}`
      );
      error.name = 'SystemError';
      const told = { code: 'ERR_FS_EISDIR', errno: 21, syscall: 'rm', path: String(path) };
      throw Object.assign(error, told);
    }
    within(name, files).forEach(([each]) => files.delete(each));
    within(name, folders.entries()).forEach(([each]) => folders.delete(each));
  },
  renameSync: (from: Path, to: Path): void => {
    const [old, name] = [pathOf(from), pathOf(to)];
    const isFolder = folders.has(old);
    const refuse = (code: string): never => {
      throw fault(code, 'rename', from, to);
    };
    if (!isFolder && !files.has(old)) {
      refuse(lostIn(old) ?? 'ENOENT');
    } else if (lostIn(name) !== null) {
      refuse(lostIn(name) ?? 'ENOENT');
    } else if (old === name) {
      return;
    } else if (isFolder && name.startsWith(`${old}/`)) {
      refuse('EINVAL');
    } else if (isFolder && files.has(name)) {
      refuse('ENOTDIR');
    } else if (isFolder && folders.has(name) && childrenOf(name).length > 0) {
      refuse('ENOTEMPTY');
    } else if (!isFolder && folders.has(name)) {
      refuse('EISDIR');
    }
    const moved = (path: string): string => name + path.slice(old.length);
    for (const [path, content] of within(old, files)) {
      files.delete(path);
      files.set(moved(path), content);
    }
    for (const [path] of within(old, folders.entries())) {
      folders.delete(path);
      folders.add(moved(path));
    }
  },
  copyFileSync: (from: Path, to: Path): void => {
    const [old, name] = [pathOf(from), pathOf(to)];
    const content = files.get(old);
    const code =
      content === undefined && !folders.has(old)
        ? (lostIn(old) ?? 'ENOENT')
        : folders.has(old) || folders.has(name)
          ? 'EISDIR'
          : lostIn(name);
    if (code !== null) {
      throw fault(code, 'copyfile', from, to);
    }
    writeFileSync(to, content?.bytes);
  },
  truncateSync: (path: Path, length = 0): void => resize(opened(path, 'r+'), length),
  ftruncateSync: (number: number, length = 0): void =>
    resize(descriptor(number, 'ftruncate'), length),
  /** The lowest number that is free. */
  openSync: (path: Path, flag = 'r'): number => {
    if (STDIN.has(pathOf(path))) {
      return 0;
    }
    const file = opened(path, flag);
    let number = 3;
    while (open.has(number)) {
      number++;
    }
    open.set(number, file);
    return number;
  },
  closeSync: (number: number): void => {
    if (!STDIN.has(String(number)) && !(number in OUTPUTS)) {
      descriptor(number, 'close');
      open.delete(number);
    }
  },
  readSync: (number: number, target: Uint8Array, ...range: unknown[]): number => {
    const [offset, length, position] = rangeOf(target.byteLength, Infinity, range);
    if (number === 0) {
      rest = rest.length > 0 ? rest : Buffer.from(host.lineNow('') ?? '');
      const part = rest.subarray(0, length);
      target.set(part, offset);
      rest = rest.subarray(part.length);
      return part.length;
    }
    const part = readFrom(descriptor(number, 'read'), length, position);
    target.set(part, offset);
    return part.length;
  },
  /** `buffer, offset, length, position` or `text, position, encoding`. */
  writeSync: (number: number, data: unknown, ...more: unknown[]): number => {
    let bytes: Uint8Array;
    let position: number | null;
    if (ArrayBuffer.isView(data)) {
      const [offset, length, place] = rangeOf(data.byteLength, data.byteLength, more);
      bytes = bytesOf(data).subarray(offset, offset + length);
      position = place;
    } else {
      bytes = bytesOf(data, more[1] as string | undefined);
      position = placeOf(more[0]);
    }
    if (number in OUTPUTS) {
      writeFileSync(number, bytes);
    } else {
      writeTo(descriptor(number, 'write'), bytes, position);
    }
    return bytes.length;
  }
};

/** Opens the file a little later; then it writes at once. */
function createWriteStream(
  path: Path,
  options?: Options & { flags?: string; fd?: number }
): object {
  const { flags = 'w', fd } = (typeof options === 'object' && options) || {};
  let file: IOpen | null = null;
  const writable = new stream.Writable({
    construct(done: (error?: unknown) => void) {
      host.immediate(() => {
        try {
          file =
            typeof fd === 'number' && !(fd in OUTPUTS)
              ? descriptor(fd, 'write')
              : opened(fd ?? path, flags);
          writable.emit('open', fd ?? 3);
          done();
          writable.emit('ready');
        } catch (error) {
          done(error);
        }
      });
    },
    write(chunk: Uint8Array, _encoding: string, done: (error?: unknown) => void) {
      try {
        writeTo(file as IOpen, chunk, null);
        writable.bytesWritten += chunk.length;
        host.immediate(() => done());
      } catch (error) {
        done(error);
      }
    }
  }) as InstanceType<typeof stream.Writable> & { bytesWritten: number };
  const encoding = encodingOf(options);
  if (encoding !== null) {
    (writable as unknown as { setDefaultEncoding(name: string): void }).setDefaultEncoding(
      encoding
    );
  }
  return Object.assign(writable, {
    path,
    flags,
    bytesWritten: 0,
    close: (done?: () => void) => (writable.end as (done?: () => void) => void)(done)
  });
}

type Call = (...args: never[]) => unknown;

/** The same with a promise or a callback for the outcome. */
const promises: Record<string, unknown> = {};
const callbacks: Record<string, unknown> = {};
for (const [name, call] of Object.entries(sync) as [string, Call][]) {
  const plain = name.slice(0, -'Sync'.length);
  const later = async (...args: never[]): Promise<unknown> => {
    await new Promise<void>(resolve => host.immediate(resolve));
    return call(...args);
  };
  promises[plain] = later;
  callbacks[plain] = (...args: unknown[]): void => {
    const done = args.pop() as (error: unknown, value?: unknown) => void;
    if (typeof done !== 'function') {
      throw new TypeError('The "cb" argument must be of type function.');
    }
    const end = host.begin();
    host.immediate(() => {
      let outcome: [error: unknown, value?: unknown];
      try {
        outcome = [null, call(...(args as never[]))];
      } catch (error) {
        outcome = [error];
      }
      end();
      done(...outcome);
    });
  };
}

export const fs: Record<string, unknown> = {
  ...callbacks,
  ...sync,
  promises,
  existsSync: (path: Path) =>
    STDIN.has(pathOf(path)) || files.has(pathOf(path)) || folders.has(pathOf(path)),
  constants: { F_OK: 0, X_OK: 1, W_OK: 2, R_OK: 4 },
  createWriteStream,
  createReadStream: (path: Path, options?: Options) => {
    if (STDIN.has(pathOf(path))) {
      return stdin;
    }
    const text = readFileSync(path, options);
    return (stdin.constructor as unknown as { from(items: unknown[]): unknown }).from([text]);
  }
};
export const fsPromises = promises;
