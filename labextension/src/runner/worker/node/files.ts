/**
 * `fs`: standard input and output under their usual names, and files that a program makes itself,
 * which are gone with it. Everything else is not there, in Node's words.
 */
import buffers from 'buffer/index.js';
import type { Bytes } from 'buffer/index.js';
import { host } from './host';
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
  EBADF: [-9, 'bad file descriptor']
};

type Path = string | number | URL;
type Options = string | { encoding?: string | null; flag?: string; recursive?: boolean } | null;

const files = new Map<string, Uint8Array>();
const folders = new Set(['/', '/tmp', '/home', '/home/sandbox']);
const open = new Map<number, { path: string; at: number }>();

/** What was read of standard input and not yet asked for, by `readSync`. */
let rest: Uint8Array = Buffer.alloc(0);

function fault(code: string, syscall: string, path?: string): Error {
  const [errno, words] = ERRORS[code];
  const where = path === undefined ? '' : ` '${path}'`;
  const error = new Error(`${code}: ${words}, ${syscall}${where}`);
  return Object.assign(error, { errno, code, syscall }, path === undefined ? {} : { path });
}

function pathOf(path: Path): string {
  const text = typeof path === 'object' ? path.pathname : String(path);
  const name = typeof path === 'number' ? (open.get(path)?.path ?? text) : text;
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
  return data instanceof Uint8Array
    ? data
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

function readFileSync(path: Path, options?: Options): Bytes | string {
  const name = pathOf(path);
  const found = STDIN.has(name) ? readInput() : files.get(name);
  if (found === undefined) {
    throw fault(folders.has(name) ? 'EISDIR' : 'ENOENT', 'open', String(path));
  }
  const encoding = encodingOf(options);
  const bytes = Buffer.from(found);
  return encoding === null || encoding === 'buffer' ? bytes : bytes.toString(encoding);
}

function writeFileSync(path: Path, data: unknown, options?: Options): void {
  const name = pathOf(path);
  const stream = OUTPUTS[name];
  const flag = typeof options === 'object' ? options?.flag : undefined;
  const bytes = bytesOf(data, options);
  if (stream !== undefined) {
    host.write(stream, Buffer.from(bytes).toString('utf8'));
  } else if (!folders.has(name.replace(/\/[^/]*$/, '') || '/')) {
    throw fault('ENOENT', 'open', String(path));
  } else if (folders.has(name)) {
    throw fault('EISDIR', 'open', String(path));
  } else {
    const before = flag?.startsWith('a') ? (files.get(name) ?? Buffer.alloc(0)) : null;
    files.set(name, before === null ? Buffer.from(bytes) : Buffer.concat([before, bytes]));
  }
}

function statSync(path: Path): Record<string, unknown> {
  const name = pathOf(path);
  const isDirectory = folders.has(name);
  if (!isDirectory && !files.has(name)) {
    throw fault('ENOENT', 'stat', String(path));
  }
  const size = files.get(name)?.length ?? 0;
  return { size, isDirectory: () => isDirectory, isFile: () => !isDirectory };
}

function childrenOf(folder: string): string[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  const names = [...files.keys(), ...folders]
    .filter(path => path.startsWith(start) && path !== start)
    .map(path => path.slice(start.length).split('/')[0]);
  return [...new Set(names)].sort();
}

const sync = {
  readFileSync,
  writeFileSync,
  appendFileSync: (path: Path, data: unknown): void => writeFileSync(path, data, { flag: 'a' }),
  statSync,
  lstatSync: statSync,
  accessSync: (path: Path): void => void (STDIN.has(pathOf(path)) || statSync(path)),
  readdirSync: (path: Path): string[] => {
    if (!folders.has(pathOf(path))) {
      throw fault(files.has(pathOf(path)) ? 'ENOTDIR' : 'ENOENT', 'scandir', String(path));
    }
    return childrenOf(pathOf(path));
  },
  mkdirSync: (path: Path, options?: Options): void => {
    const recursive = typeof options === 'object' && options?.recursive === true;
    const name = pathOf(path);
    const parent = name.replace(/\/[^/]*$/, '') || '/';
    if (folders.has(name) && !recursive) {
      throw fault('EEXIST', 'mkdir', String(path));
    }
    if (!folders.has(parent)) {
      if (!recursive) {
        throw fault('ENOENT', 'mkdir', String(path));
      }
      sync.mkdirSync(parent, options);
    }
    folders.add(name);
  },
  unlinkSync: (path: Path): void => {
    if (!files.delete(pathOf(path))) {
      throw fault('ENOENT', 'unlink', String(path));
    }
  },
  rmSync: (path: Path, options?: Options & { force?: boolean }): void => {
    const name = pathOf(path);
    if (folders.has(name)) {
      childrenOf(name).forEach(child => sync.rmSync(`${name}/${child}`, options));
      folders.delete(name);
    } else if (!files.delete(name) && !options?.force) {
      throw fault('ENOENT', 'rm', String(path));
    }
  },
  renameSync: (from: Path, to: Path): void => {
    const found = files.get(pathOf(from));
    if (found === undefined) {
      throw fault('ENOENT', 'rename', String(from));
    }
    files.delete(pathOf(from));
    files.set(pathOf(to), found);
  },
  copyFileSync: (from: Path, to: Path): void => writeFileSync(to, readFileSync(from)),
  openSync: (path: Path, flag = 'r'): number => {
    const name = pathOf(path);
    if (STDIN.has(name)) {
      return 0;
    }
    if (!flag.startsWith('r')) {
      writeFileSync(name, '', { flag });
    } else if (!files.has(name)) {
      throw fault('ENOENT', 'open', String(path));
    }
    const descriptor = 3 + open.size;
    open.set(descriptor, { path: name, at: 0 });
    return descriptor;
  },
  closeSync: (descriptor: number): void => {
    open.delete(descriptor);
  },
  readSync: (descriptor: number, target: Uint8Array, offset = 0, length?: number): number => {
    const wanted = length ?? target.length - offset;
    const file = open.get(descriptor);
    if (descriptor === 0) {
      rest = rest.length > 0 ? rest : Buffer.from(host.lineNow('') ?? '');
      const part = rest.subarray(0, wanted);
      target.set(part, offset);
      rest = rest.subarray(part.length);
      return part.length;
    }
    if (file === undefined) {
      throw fault('EBADF', 'read');
    }
    const part = (files.get(file.path) ?? Buffer.alloc(0)).subarray(file.at, file.at + wanted);
    target.set(part, offset);
    file.at += part.length;
    return part.length;
  },
  writeSync: (descriptor: number, data: unknown): number => {
    writeFileSync(descriptor, data, { flag: 'a' });
    return bytesOf(data).length;
  }
};

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
  createReadStream: (path: Path, options?: Options) => {
    if (STDIN.has(pathOf(path))) {
      return stdin;
    }
    const text = readFileSync(path, options);
    return (stdin.constructor as unknown as { from(items: unknown[]): unknown }).from([text]);
  }
};
export const fsPromises = promises;
