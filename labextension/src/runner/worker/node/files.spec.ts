/** The same programs with Node's own `fs` in a folder of the disk, and with ours. */
import * as real from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Where the modules look for the run that they are in. */
const HOST = Symbol.for('jupyter-interview.node-host');

type Fs = typeof real;

const home = mkdtempSync(join(tmpdir(), 'files-'));
const before = process.cwd();
let ours: Fs;

beforeAll(async () => {
  (globalThis as Record<symbol, unknown>)[HOST] = {
    files: null,
    inspect: { inspect: String, format: String, formatWithOptions: String, colors: {} },
    immediate: setImmediate,
    nextTick: (callback: () => void) => process.nextTick(callback),
    lineNow: () => null,
    begin: () => () => undefined
  };
  ours = (await import('./files')).fs as never;
  process.chdir(home);
});

afterAll(() => {
  process.chdir(before);
  rmSync(home, { recursive: true });
});

/** What each step gave or threw, in a folder of its own. */
function told(fs: Fs, folder: string, program: Program): unknown[] {
  const log: unknown[] = [];
  const at = (name: string): string => `${folder}/${name}`;
  fs.mkdirSync(folder);
  program(fs, at, step => {
    try {
      const value = step();
      log.push(ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value);
    } catch (error) {
      const { name, message, code, syscall, path, dest } = error as Record<string, unknown>;
      log.push({ name, message, code, syscall, path, dest });
    }
  });
  return log;
}

type Program = (fs: Fs, at: (name: string) => string, log: (step: () => unknown) => void) => void;

const PROGRAMS: Record<string, Program> = {
  'descriptors are free once they are closed, and not before': (fs, at, log) => {
    const [a, b] = [fs.openSync(at('a'), 'w'), fs.openSync(at('b'), 'w')];
    fs.closeSync(a);
    const c = fs.openSync(at('c'), 'w');
    log(() => c === b);
    fs.writeSync(b, 'for b');
    fs.writeSync(c, 'for c');
    log(() => [fs.readFileSync(at('b'), 'utf8'), fs.readFileSync(at('c'), 'utf8')]);
    fs.closeSync(b);
    log(() => fs.closeSync(b));
    log(() => fs.writeSync(b, 'x'));
    log(() => fs.readSync(b, Buffer.alloc(1)));
    log(() => fs.fstatSync(b));
    fs.closeSync(c);
  },
  'reads and writes at a place': (fs, at, log) => {
    fs.writeFileSync(at('f'), 'abcdef');
    const file = fs.openSync(at('f'), 'r+');
    const bytes = Buffer.alloc(3);
    const read = (...range: unknown[]): unknown[] => [
      (fs.readSync as (...args: unknown[]) => number)(file, bytes, ...range),
      bytes.toString()
    ];
    log(() => read(0, 3, 0));
    log(() => read(0, 3, 0));
    log(() => read(0, 3, null));
    log(() => read(1, 2));
    log(() => read({ length: 1, position: 5 }));
    log(() => read(0, 3, 9));
    log(() => read(0, 9));
    log(() => read(5, 1));
    log(() => fs.writeSync(file, 'Z'));
    log(() => fs.readFileSync(at('f'), 'utf8'));
    log(() => fs.writeSync(file, 'YX', 0));
    log(() => fs.writeSync(file, Buffer.from('123456'), 2, 3, 9));
    log(() => fs.writeSync(file, Buffer.from('abc'), 5));
    log(() => fs.writeSync(file, Buffer.from('abc'), 1, 3));
    log(() => fs.writeSync(file, '!'));
    log(() => fs.readFileSync(at('f')));
    log(() => fs.ftruncateSync(file, 2));
    log(() => fs.fstatSync(file).size);
    log(() => fs.writeSync(file, 'c3a9', null, 'hex'));
    log(() => fs.readFileSync(at('f')));
    fs.closeSync(file);
  },
  'flags say what may be done': (fs, at, log) => {
    fs.writeFileSync(at('f'), 'abc');
    for (const flag of ['wx', 'ax', 'wx+', 'q', 'rx']) {
      log(() => fs.openSync(at('f'), flag));
    }
    log(() => fs.writeFileSync(at('f'), 'x', { flag: 'wx' }));
    log(() => fs.openSync(at('missing'), 'r+'));
    for (const flag of ['r', 'r+', 'a', 'a+', 'w', 'w+']) {
      fs.writeFileSync(at('f'), 'abc');
      const file = fs.openSync(at('f'), flag);
      log(() => fs.writeSync(file, 'Z', 0));
      log(() => fs.readSync(file, Buffer.alloc(9), 0, 9, 0));
      log(() => fs.writeFileSync(file, 'W'));
      log(() => fs.ftruncateSync(file, 5));
      fs.closeSync(file);
      log(() => fs.readFileSync(at('f')));
    }
  },
  'a descriptor reads and writes from where it stands': (fs, at, log) => {
    const file = fs.openSync(at('f'), 'w+');
    fs.writeFileSync(file, 'one');
    fs.appendFileSync(file, 'two');
    log(() => fs.readFileSync(at('f'), 'utf8'));
    log(() => fs.readFileSync(file, 'utf8'));
    fs.unlinkSync(at('f'));
    log(() => fs.writeSync(file, '!'));
    log(() => [fs.existsSync(at('f')), fs.fstatSync(file).size]);
    fs.closeSync(file);
  },
  'folders are removed as Node removes them': (fs, at, log) => {
    fs.mkdirSync(at('d/e'), { recursive: true });
    fs.writeFileSync(at('d/f'), '1');
    log(() => fs.rmSync(at('d')));
    log(() => fs.rmdirSync(at('d')));
    log(() => fs.unlinkSync(at('d')));
    log(() => fs.rmdirSync(at('d/f')));
    log(() => fs.rmdirSync(at('no')));
    log(() => fs.rmSync(at('no')));
    log(() => fs.rmSync(at('no'), { force: true }));
    log(() => fs.rmSync(at('no'), { recursive: true }));
    log(() => fs.rmdirSync(at('d/e')));
    log(() => fs.rmSync(at('d/f')));
    log(() => fs.readdirSync(at('d')));
    fs.mkdirSync(at('d/g/h'), { recursive: true });
    fs.writeFileSync(at('d/g/i'), '');
    log(() => fs.rmSync(at('d'), { recursive: true }));
    log(() => [fs.existsSync(at('d')), fs.existsSync(at('d/g/i'))]);
  },
  'what is not there, or is something else': (fs, at, log) => {
    fs.writeFileSync(at('f'), 'abc');
    fs.mkdirSync(at('d'));
    log(() => fs.mkdirSync(at('f')));
    log(() => fs.mkdirSync(at('f'), { recursive: true }));
    log(() => fs.mkdirSync(at('f/g')));
    log(() => fs.mkdirSync(at('f/g'), { recursive: true }));
    log(() => fs.mkdirSync(at('no/g')));
    log(() => fs.mkdirSync(at('d'), { recursive: true }));
    log(() => fs.writeFileSync(at('f/g'), ''));
    log(() => fs.writeFileSync(at('no/g'), ''));
    log(() => fs.writeFileSync(at('d'), ''));
    log(() => fs.readFileSync(at('d')));
    log(() => fs.readFileSync(at('f/g')));
    log(() => fs.openSync(at('d'), 'w'));
    log(() => fs.statSync(at('no')));
    log(() => fs.lstatSync(at('no')));
    log(() => fs.statSync(at('no'), { throwIfNoEntry: false }));
    log(() => fs.accessSync(at('no')));
    log(() => fs.readdirSync(at('no')));
    log(() => fs.readdirSync(at('f')));
    log(() => fs.truncateSync(at('no')));
    log(() => fs.truncateSync(at('f'), 1));
    log(() => fs.readFileSync(at('f'), 'utf8'));
    log(() =>
      fs.readdirSync(at('.'), { withFileTypes: true }).map(each => [each.name, each.isFile()])
    );
  },
  'renaming and copying': (fs, at, log) => {
    fs.writeFileSync(at('f'), 'abc');
    fs.mkdirSync(at('d'));
    fs.writeFileSync(at('d/g'), '1');
    fs.mkdirSync(at('empty'));
    log(() => fs.renameSync(at('no'), at('b')));
    log(() => fs.renameSync(at('f'), at('no/y')));
    log(() => fs.renameSync(at('f'), at('d')));
    log(() => fs.renameSync(at('d'), at('f')));
    log(() => fs.renameSync(at('empty'), at('d')));
    log(() => fs.renameSync(at('d'), at('d/e')));
    log(() => fs.renameSync(at('f'), at('f')));
    log(() => fs.renameSync(at('d'), at('empty')));
    log(() => fs.readFileSync(at('empty/g'), 'utf8'));
    log(() => fs.copyFileSync(at('no'), at('b')));
    log(() => fs.copyFileSync(at('f'), at('no/y')));
    log(() => fs.copyFileSync(at('empty'), at('z')));
    log(() => fs.copyFileSync(at('f'), at('empty')));
    log(() => fs.copyFileSync(at('f'), at('copy')));
    log(() => fs.readFileSync(at('copy'), 'utf8'));
  }
};

describe('JS4: files are as in Node 20', () => {
  it.each(Object.keys(PROGRAMS))('%s', name => {
    const [want, got] = [real, ours].map(fs => told(fs, name.replaceAll(' ', '-'), PROGRAMS[name]));
    expect(want.length).toBeGreaterThan(3);
    expect(got).toEqual(want);
  });
});
