/**
 * Serves test code: it calls the program from where the program is not.
 *
 * Objects of the program stay here and are told by a number. Functions of the test code are told by a
 * number, too, and are async functions for the program. Neither what is expected nor a line of the
 * test code comes here.
 */
import type { FromWorker } from '../sandbox/worker-messages';
import { TOO_LARGE, decoded, encoded } from './case-values';
import { functionOf, raised } from './module-cases';
import type { Find } from './module-cases';

/** As they are before a program can change them. */
const { parse, stringify } = JSON;
const { apply, construct } = Reflect;
const toSource: () => string = Reflect.get(Function.prototype, 'toString');
const iteratorKey = Symbol.iterator;
const asyncIteratorKey = Symbol.asyncIterator;

const OBJECTS_LIMIT = 10_000;
const CLASS_LIMIT = 100;

interface ICall {
  id: number;
  do: 'call' | 'new' | 'get' | 'iterate' | 'next';
  /** The number of an object; null for the program itself. */
  on: number | null;
  /** Null for the object itself. */
  name: string | null;
  args: readonly unknown[];
}

interface IRaised {
  classes: readonly string[];
  message: string;
}

type Answered = { value: unknown } | { raised: IRaised };

type Message = ICall | { answer: number; outcome: Answered };

interface IAsked {
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

type Called = (...args: unknown[]) => unknown;

/** Answers calls as long as there is a program. */
export async function serve(
  finders: Readonly<Record<string, Find>>,
  post: () => Promise<string>,
  send: (message: FromWorker) => void
): Promise<never> {
  const served = new Served(finders, json => send({ type: 'post', json }));
  send({ type: 'case', index: 0 });
  for (;;) {
    served.hear(parse(await post()) as Message);
  }
}

class Served {
  constructor(
    private _finders: Readonly<Record<string, Find>>,
    private _post: (json: string) => void
  ) {}

  hear(message: Message): void {
    if ('answer' in message) {
      this._answered(message.answer, message.outcome);
    } else {
      void this._answer(message);
    }
  }

  private async _answer(message: ICall): Promise<void> {
    let outcome: string;
    try {
      outcome = await this._outcome(message);
    } catch (error) {
      outcome = error === TOO_LARGE ? '{"tooLarge":true}' : raised(error);
    }
    this._post(`{"id":${message.id},"outcome":${outcome}}`);
  }

  private async _outcome(message: ICall): Promise<string> {
    const { name, on, args } = message;
    const given = args.map(each => decoded(each, this._special));
    const owner = on === null ? undefined : this._objects[on];
    const found =
      on === null ? this._named(name ?? '') : name === null ? owner : member(owner, name);
    if (found === undefined && message.do !== 'next') {
      return stringify({ missing: name });
    }
    return `{"value":${encoded(await done(message, found, owner, given), this._keep)}}`;
  }

  private _named(name: string): unknown {
    try {
      return Object.hasOwn(this._finders, name) ? this._finders[name]() : undefined;
    } catch {
      // The program has no such name.
      return undefined;
    }
  }

  /** An object that stays here. */
  private readonly _keep = (value: object): string => {
    let number = this._numbers.get(value);
    if (number === undefined) {
      number = this._objects.length;
      if (number >= OBJECTS_LIMIT) {
        throw TOO_LARGE;
      }
      this._objects.push(value);
      this._numbers.set(value, number);
    }
    const name: unknown = value.constructor?.name;
    return stringify({
      $remote: [number, typeof name === 'string' ? name.slice(0, CLASS_LIMIT) : '']
    });
  };

  private readonly _special = (tag: string, content: unknown): unknown => {
    const number = content as number;
    if (tag === '$remote') {
      return this._objects[number];
    }
    const made = this._functions.get(number) ?? this._function(number);
    this._functions.set(number, made);
    return made;
  };

  /** A function of the test code, as the program calls it. */
  private _function(number: number): Called {
    return (...args) =>
      new Promise((resolve, reject) => {
        const told = encoded(args, this._keep);
        const at = this._asked.push({ resolve, reject }) - 1;
        this._post(`{"callback":${number},"call":${at},"args":${told}}`);
      });
  }

  private _answered(at: number, outcome: Answered): void {
    const { resolve, reject } = this._asked[at];
    if ('raised' in outcome) {
      reject(errorOf(outcome.raised));
      return;
    }
    try {
      resolve(decoded(outcome.value, this._special));
    } catch (error) {
      reject(error);
    }
  }

  private _objects: object[] = [];
  private _numbers = new Map<object, number>();
  private _functions = new Map<number, Called>();
  private _asked: IAsked[] = [];
}

function member(owner: unknown, name: string): unknown {
  return (owner as Record<string, unknown> | undefined)?.[name];
}

async function done(
  { do: what, name }: ICall,
  found: unknown,
  owner: unknown,
  args: unknown[]
): Promise<unknown> {
  switch (what) {
    case 'get':
      return found;
    case 'iterate':
      return iteratorOf(found);
    case 'next': {
      const next = await (found as AsyncIterator<unknown>).next();
      return next.done ? [] : [next.value];
    }
    default: {
      const called = functionOf({ found: () => found }, 'found');
      if (called === null) {
        throw new TypeError(`${name ?? 'This'} is not a function`);
      }
      return what === 'new' || isClass(called)
        ? construct(called, args)
        : apply(called, name === null ? undefined : owner, args);
    }
  }
}

function iteratorOf(found: unknown): unknown {
  const object = found as Record<symbol, Called | undefined>;
  const make = object[asyncIteratorKey] ?? object[iteratorKey];
  if (typeof make !== 'function') {
    throw new TypeError('This cannot be iterated over');
  }
  return apply(make, found, []);
}

function isClass(called: Called): boolean {
  return /^class\b/.test(apply(toSource, called, []));
}

/** An error of the test code, under its name. */
function errorOf({ classes: [name], message }: IRaised): Error {
  const kind: unknown = (globalThis as Record<string, unknown>)[name];
  const isError = typeof kind === 'function' && kind.prototype instanceof Error;
  const error = isError ? new (kind as ErrorConstructor)(message) : new Error(message);
  if (error.name !== name) {
    error.name = name;
  }
  return error;
}
