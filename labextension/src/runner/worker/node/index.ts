/**
 * Node's modules for a program that names them: a file of its own, which only such programs read.
 * They are npm's builds for browsers where there are good ones, and of ours where a module is about
 * the world around the program.
 */
// First, since the packages look into it while they are read.
import { util } from './util';
import assert from 'assert/build/assert.js';
import comparisons from 'assert/build/internal/util/comparisons.js';
import buffers from 'buffer/index.js';
import EventEmitter from 'events/events.js';
import path from 'path-browserify';
import querystring from 'querystring-es3';
import stream from 'readable-stream/lib/ours/browser.js';
import decoder from 'string_decoder/lib/string_decoder.js';
import url from 'url/url.js';
import { adviceOnModule, endSentence } from '../advice';
import { crypto } from './crypto';
import { fs, fsPromises } from './files';
import { host } from './host';
import { exitCode, process } from './process';
import { readline, readlinePromises } from './readline';
import { chaiModule, nodeTest, testGlobals, tree } from './test-words';
import { timerGlobals, timers, timersPromises } from './timers';

type Module = Record<string, unknown>;

export interface INode {
  /** Modules that can be had, without the prefix `node:`. */
  names: string[];
  /** The module of this name; null for one that is not here. */
  find: (specifier: string) => object | null;
  /** The same for a program; throws what Node throws. */
  require: (specifier: string) => object;
  globals: Module;
  /** Hands an error to the program's own listener; false when it has none. */
  hears(event: 'uncaughtException' | 'unhandledRejection', error: unknown): boolean;
  /** Nothing is left to do: true when listeners of the program may have found something. */
  beforeEnd(): void;
  /** Tells the listeners for the end that nobody has handled the program's error. */
  dies(): void;
  /** Why the run does not end well; null when it does. */
  ended(): string | null;
}

const events = EventEmitter as unknown as Module;
events.on ??= eventsOn;
const errorMonitor = Symbol('events.errorMonitor');
events.errorMonitor = errorMonitor;
events.getEventListeners = (emitter: unknown, name: string): unknown[] =>
  emitter instanceof EventEmitter ? emitter.listeners(name) : [];
const emit: EventEmitter['emit'] = Reflect.get(EventEmitter.prototype, 'emit');
EventEmitter.prototype.emit = function (name, ...args) {
  if (name === 'error' && this.listenerCount(errorMonitor) > 0) {
    Reflect.apply(emit, this, [errorMonitor, ...args]);
  }
  return Reflect.apply(emit, this, [name, ...args]);
};
util.isDeepStrictEqual = comparisons.isDeepStrictEqual;

async function* eventsOn(emitter: EventEmitter, name: string): AsyncGenerator<unknown[]> {
  for (;;) {
    yield await EventEmitter.once(emitter, name);
  }
}

const parse = querystring.parse as (...args: unknown[]) => object;
const queries = {
  ...querystring,
  parse: (...args: unknown[]) => Object.assign(Object.create(null) as object, parse(...args))
};

const os = {
  EOL: '\n',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '',
  arch: () => 'x64',
  cpus: () => [],
  availableParallelism: () => 1,
  totalmem: () => 256 * 2 ** 20,
  freemem: () => 128 * 2 ** 20,
  uptime: () => process.uptime(),
  hostname: () => 'sandbox',
  homedir: () => '/home/sandbox',
  tmpdir: () => '/tmp',
  userInfo: () => ({ username: 'sandbox', homedir: '/home/sandbox', uid: 1000, gid: 1000 }),
  networkInterfaces: () => ({}),
  loadavg: () => [0, 0, 0]
};

const urls = {
  ...url,
  URL,
  URLSearchParams,
  fileURLToPath: (from: string | URL) => decodeURIComponent(new URL(from).pathname),
  pathToFileURL: (name: string) =>
    new URL(`file://${(path.resolve as (name: string) => string)(name)}`),
  format: (value: unknown) =>
    value instanceof URL ? value.href : (url.format as (value: unknown) => string)(value)
};

const buffer = { ...buffers, Blob, atob, btoa } as unknown as Module;
const words = { ...testGlobals, default: undefined };

const MODULES: Record<string, object> = {
  assert,
  'assert/strict': assert.strict as object,
  buffer,
  console,
  crypto,
  events,
  fs,
  'fs/promises': fsPromises,
  os,
  path,
  'path/posix': path,
  perf_hooks: { performance, PerformanceObserver },
  process,
  querystring: { ...queries, decode: queries.parse, encode: queries.stringify },
  readline,
  'readline/promises': readlinePromises,
  stream,
  'stream/promises': stream.promises,
  string_decoder: decoder,
  test: nodeTest,
  timers,
  'timers/promises': timersPromises,
  url: urls,
  util,
  'util/types': util.types as object
};

/** Of npm: the words of tests, under the names that programs know them by. */
const TESTING: Record<string, object> = {
  chai: chaiModule,
  vitest: words,
  '@jest/globals': words,
  mocha: words
};

function find(specifier: string): object | null {
  const name = specifier.replace(/^node:/, '');
  const modules = specifier === 'test' ? {} : MODULES;
  const found = Object.hasOwn(modules, name) ? modules[name] : undefined;
  return found ?? (Object.hasOwn(TESTING, specifier) ? TESTING[specifier] : null);
}

const names = Object.keys(MODULES).filter(name => !name.includes('/'));

function require(specifier: unknown): object {
  if (typeof specifier !== 'string') {
    throw Object.assign(new TypeError('The "id" argument must be of type string.'), {
      code: 'ERR_INVALID_ARG_TYPE'
    });
  }
  const found = find(specifier);
  if (found === null) {
    const own = host.files?.map(({ name }) => name) ?? null;
    const advice = adviceOnModule(specifier, names, own);
    throw Object.assign(new Error(`Cannot find module '${specifier}'\n${advice}`), {
      code: 'MODULE_NOT_FOUND'
    });
  }
  return found;
}

const resolve = (specifier: string): string => {
  require(specifier);
  return specifier;
};

export const node: INode = {
  names,
  find,
  require: Object.assign(require, { resolve, cache: {}, main: undefined }),
  globals: { process, Buffer: buffers.Buffer, ...timerGlobals, ...testGlobals },
  hears: (event, error) => {
    const isHeard = process.listenerCount(event) > 0;
    if (isHeard) {
      process.emit(event, error, event === 'unhandledRejection' ? Promise.resolve() : event);
    }
    return isHeard;
  },
  beforeEnd: () => void process.emit('beforeExit', exitCode()),
  dies: () => {
    process.exitCode = 1;
    process.emit('exit', 1);
  },
  ended: () => {
    const failed = tree.report.end();
    if (failed) {
      process.exitCode ??= 1;
    }
    process.emit('exit', exitCode());
    return failed || (exitCode() === 0 ? null : endSentence(exitCode()));
  }
};
