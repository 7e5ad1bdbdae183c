/**
 * Runs test code, for which the program is a remote: `solution`.
 *
 * The program runs elsewhere and never sees this. Every call of it is awaited. What the program
 * answers are values; its objects stay where it is and are called in the same way.
 */
import type { ITestsRole } from '../cases/remote';
import type { OfCase } from '../cases/told';
import type { IConnection } from './connect';
import { TOO_LARGE, decoded, encoded } from './case-values';
import { inspect } from './inspect/inspect';
import type { INode } from './node/index';
import { define } from './program-scope';

/** In the place of a class: what came is no error of the program, and no test can expect it. */
const FAULT = 'fault';

const MESSAGE_LIMIT = 1000;

/** A test, as it is found where the question is read. */
const TEST = /^test\(\s*(['"`])(.*?)\1/gm;

type Do = 'call' | 'new' | 'get' | 'iterate' | 'next';

type Body = (test: object) => unknown;

type Called = (...args: unknown[]) => unknown;

interface IRaised {
  classes: readonly string[];
  message: string;
}

type Answered = { value: unknown } | { raised: IRaised };

type Message =
  | { go: true }
  | { id: number; outcome: Answered }
  | { callback: number; call: number; args: readonly unknown[] };

interface IWaiting {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
  /** The number of the test that asked. */
  test: number;
}

/** What is told of a test. */
interface IOutcome {
  kind: 'passed' | 'failed' | 'raised' | 'broken';
  message: string;
  line: number | null;
}

const PASSED: IOutcome = { kind: 'passed', message: '', line: null };

/** The program raised an error, under whose name this goes. */
export class RemoteError extends Error {
  constructor(
    name: string,
    message: string,
    readonly classes: readonly string[]
  ) {
    super(message);
    this.name = name;
  }
}

export class Tests {
  constructor(
    private _role: ITestsRole,
    private _connection: Pick<IConnection, 'post' | 'send'>,
    private _fileName: string,
    code: string
  ) {
    this._names = new Set([...code.matchAll(TEST)].map(([, , name]) => name));
    this._peer = new Peer(json => _connection.send({ type: 'post', json }));
    void this._listen();
  }

  /** Gives the names that test code has beside those of every program. */
  begin(node: INode): void {
    const { source, language } = this._role;
    const assert = node.require('node:assert/strict');
    const solution = this._peer.remote(null, { source, language });
    define(globalThis, { test: this._test, assert, solution, RemoteError });
  }

  /** Tells of each test that it begins, and what came of it. */
  async *run(): AsyncGenerator<OfCase> {
    await this._peer.ready;
    const stranger = [...this._bodies.keys()].find(name => !this._names.has(name));
    for (const { index, test } of this._role.run) {
      yield { type: 'case', index };
      this._peer.beginTest();
      const begun = performance.now();
      let outcome =
        stranger === undefined
          ? await this._outcome(this._bodies.get(test))
          : broken(`The test "${stranger}" does not begin a line of this file.`);
      if (this._peer.fault !== null) {
        outcome = { kind: 'raised', message: this._peer.fault, line: null };
      }
      const ms = performance.now() - begun;
      yield { type: 'answer', index, json: JSON.stringify(outcome), ms };
    }
  }

  private readonly _test = (name: unknown, ...rest: readonly unknown[]): void => {
    const body = rest.find(each => typeof each === 'function') as Body | undefined;
    this._bodies.set(String(name), body ?? (() => undefined));
  };

  private async _outcome(body: Body | undefined): Promise<IOutcome> {
    if (body === undefined) {
      return broken('The file came to its end without this test.');
    }
    try {
      await body({});
      return PASSED;
    } catch (error) {
      return this._told(error);
    }
  }

  private _told(error: unknown): IOutcome {
    const line = this._lineOf(error);
    if (error instanceof RemoteError) {
      const { name, message } = error;
      return { kind: 'raised', message: cut(message ? `${name}: ${message}` : name), line };
    }
    if (error instanceof Error && (error as { code?: unknown }).code === 'ERR_ASSERTION') {
      return { kind: 'failed', message: cut(error.message), line };
    }
    const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
    return { kind: 'broken', message: cut(text), line };
  }

  /** The first line of the file with the test that the stack of an error names. */
  private _lineOf(error: unknown): number | null {
    const text = error instanceof Error ? inspect(error) : '';
    const at = text.indexOf(`${this._fileName}:`);
    const found = at < 0 ? null : /^\d+/.exec(text.slice(at + this._fileName.length + 1));
    return found === null ? null : Number(found[0]);
  }

  private async _listen(): Promise<never> {
    for (;;) {
      this._peer.hear(JSON.parse(await this._connection.post()) as Message);
    }
  }

  private _peer: Peer;
  /** What the tests of the file are called. */
  private _names: Set<string>;
  private _bodies = new Map<string, Body>();
}

/** The program, as messages. */
class Peer {
  constructor(private _post: (json: string) => void) {
    this.ready = new Promise(resolve => {
      this._go = resolve;
    });
  }

  readonly ready: Promise<void>;

  /** That a call came to nothing that a test may expect. */
  fault: string | null = null;

  /** From now on what goes wrong is the next test's. */
  beginTest(): void {
    this.fault = null;
    this._test++;
  }

  hear(message: Message): void {
    if ('go' in message) {
      this._go();
    } else if ('id' in message) {
      this._answered(message.id, message.outcome);
    } else {
      void this._call(message.callback, message.call, message.args);
    }
  }

  /** The program, or an object of it. `own` are members that are here. */
  remote(number: number | null, own: Readonly<Record<string, unknown>> = {}): object {
    const known = number === null ? undefined : this._remotes.get(number);
    if (known !== undefined) {
      return known;
    }
    const members = new Map<string, object>();
    const remote = new Proxy(callable, {
      apply: (_, __, args: unknown[]) => this._ask('call', number, null, args),
      construct: (_, args: unknown[]) => this._ask('new', number, null, args),
      get: (target, name) => {
        if (name === Symbol.asyncIterator) {
          return () => this._iterate(number);
        }
        if (typeof name === 'symbol' || name === 'then' || name === 'constructor') {
          return name === 'then' ? undefined : (Reflect.get(target, name) as unknown);
        }
        if (Object.hasOwn(own, name)) {
          return own[name];
        }
        const member = members.get(name) ?? this._member(number, name);
        members.set(name, member);
        return member;
      }
    });
    if (number !== null) {
      this._remotes.set(number, remote);
      this._numbers.set(remote, number);
    }
    return remote;
  }

  /** What the program has under a name: called, or awaited for what it is. */
  private _member(on: number | null, name: string): object {
    const then = (resolve: IWaiting['resolve'], reject: IWaiting['reject']): unknown =>
      this._ask('get', on, name, []).then(resolve, reject);
    return new Proxy(callable, {
      apply: (_, __, args: unknown[]) => this._ask('call', on, name, args),
      construct: (_, args: unknown[]) => this._ask('new', on, name, args),
      get: (target, key) => (key === 'then' ? then : (Reflect.get(target, key) as unknown))
    });
  }

  private async *_iterate(number: number | null): AsyncGenerator<unknown> {
    const iterator = (await this._ask('iterate', number, null, [])) as object;
    const at = this._numbers.get(iterator) as number;
    for (;;) {
      const found = (await this._ask('next', at, null, [])) as unknown[];
      if (found.length === 0) {
        return;
      }
      yield found[0];
    }
  }

  private _ask(
    what: Do,
    on: number | null,
    name: string | null,
    args: readonly unknown[]
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const told = encodedHere(args, this._sent);
      const id = this._waiting.push({ resolve, reject, test: this._test }) - 1;
      const head = JSON.stringify({ id, do: what, on, name });
      this._post(`${head.slice(0, -1)},"args":${told}}`);
    });
  }

  private _answered(id: number, outcome: Answered): void {
    const { resolve, reject, test } = this._waiting[id];
    let raised: IRaised;
    if ('raised' in outcome) {
      ({ raised } = outcome);
    } else {
      try {
        resolve(decoded(outcome.value, this._special));
        return;
      } catch (error) {
        const message = `The answer cannot be a value of JavaScript: ${String(error)}.`;
        raised = { classes: [FAULT], message };
      }
    }
    const { classes, message } = raised;
    if (classes[0] === FAULT && test === this._test) {
      this.fault ??= message;
    }
    reject(new RemoteError(classes[0], message, classes));
  }

  /** The program calls a function of the test code. */
  private async _call(callback: number, call: number, args: readonly unknown[]): Promise<void> {
    let outcome: string;
    try {
      const given = args.map(each => decoded(each, this._special));
      const value = await this._functions[callback](...given);
      outcome = `{"value":${encodedHere(value, this._sent)}}`;
    } catch (error) {
      outcome = JSON.stringify({ raised: raisedHere(error) });
    }
    this._post(`{"answer":${call},"outcome":${outcome}}`);
  }

  private readonly _special = (_: string, content: unknown): object =>
    this.remote((content as [number])[0]);

  /** What is no plain value of the test code, as the program gets it. */
  private readonly _sent = (value: object): string => {
    const number = this._numbers.get(value);
    if (number !== undefined) {
      return `{"$remote":${number}}`;
    }
    if (typeof value !== 'function') {
      throw new TypeError(`${inspect(value)} cannot be given to the program`);
    }
    const at = this._functions.indexOf(value as Called);
    const found = at < 0 ? this._functions.push(value as Called) - 1 : at;
    return `{"$callback":${found}}`;
  };

  private _go!: () => void;
  private _test = 0;
  private _waiting: IWaiting[] = [];
  private _functions: Called[] = [];
  private _remotes = new Map<number, object>();
  private _numbers = new Map<object, number>();
}

/** What a remote is made of: it can be called, and be called with `new`. */
function callable(): void {}

function encodedHere(value: unknown, sent: (value: object) => string): string {
  try {
    return encoded(value, sent);
  } catch (error) {
    throw error === TOO_LARGE
      ? new RangeError('What is given to the program is larger than 64 KiB, or too deep')
      : error;
  }
}

function raisedHere(error: unknown): IRaised {
  if (error instanceof RemoteError) {
    return { classes: error.classes, message: error.message };
  }
  return error instanceof Error
    ? { classes: [String(error.name)], message: String(error.message).slice(0, 500) }
    : { classes: ['Error'], message: inspect(error).slice(0, 500) };
}

function broken(message: string): IOutcome {
  return { kind: 'broken', message, line: null };
}

function cut(text: string): string {
  return text.slice(0, MESSAGE_LIMIT);
}
