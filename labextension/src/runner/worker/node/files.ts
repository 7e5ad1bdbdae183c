/**
 * `fs`: standard input and output under their usual names, and files that a program makes itself,
 * which are gone with it. Everything else is refused in Node's words.
 */
import buffers from 'buffer/index.js';
import type { Bytes } from 'buffer/index.js';
import {
  OUTPUTS,
  STDIN,
  absolute,
  bytesOf,
  descriptor,
  encodingOf,
  fault,
  files,
  find,
  folders,
  lostIn,
  open,
  opened,
  parentOf,
  pathOf,
  placeOf,
  rangeOf,
  readFrom,
  resize,
  writeTo
} from './descriptors';
import type { IContent, Options, Path } from './descriptors';
import { host } from './host';
import { stdin } from './streams';
import { createWriteStream } from './write-stream';

const { Buffer } = buffers;

/** What was read of standard input and not yet asked for, by `readSync`. */
let rest: Uint8Array = Buffer.alloc(0);

function readInput(): Bytes {
  const parts: Uint8Array[] = [rest];
  rest = Buffer.alloc(0);
  for (let line = host.lineNow(''); line !== null; line = host.lineNow('')) {
    parts.push(Buffer.from(line));
  }
  return Buffer.concat(parts);
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
