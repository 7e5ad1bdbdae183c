/**
 * Suites and tests as programs write them, and their results. They run one after the other, soon
 * after they were named, so those that were named by the same piece of the program are there.
 */
import { host } from './host';
import { TestReport } from './test-report';

export type Body = (this: unknown, argument: unknown) => unknown;
export type Mode = 'run' | 'skip' | 'todo' | 'only';
export type HookKind = 'before' | 'after' | 'beforeEach' | 'afterEach';

export interface ITestContext {
  name: string;
  [member: string]: unknown;
}

/** What a test is called with, by the style it is written in: a context or `done`. */
export type Style = 'context' | 'done';

interface ITest {
  kind: 'test';
  name: string;
  mode: Mode;
  body: Body | undefined;
  style: Style;
  suite: Suite;
  finished: () => void;
}

export class Suite {
  constructor(
    readonly name: string,
    readonly mode: Mode,
    readonly parent: Suite | null
  ) {}

  readonly kind = 'suite';
  readonly items: (ITest | Suite)[] = [];
  readonly hooks: Record<HookKind, Body[]> = {
    before: [],
    after: [],
    beforeEach: [],
    afterEach: []
  };
  /** Of its body, when that is asynchronous. */
  collecting: Promise<unknown> | null = null;

  get hasOnly(): boolean {
    return this.items.some(item => item.mode === 'only' || (item instanceof Suite && item.hasOnly));
  }
}

const LIMIT_MS = 5000;
const start = setTimeout;
const stop = clearTimeout;

export class TestTree {
  readonly report = new TestReport();

  suite(name: string, mode: Mode, body: Body | undefined): void {
    const suite = new Suite(name, mode, this._open);
    this._open.items.push(suite);
    const before = this._open;
    this._open = suite;
    try {
      const outcome =
        body === undefined ? null : Reflect.apply(body, { timeout: () => undefined }, [{ name }]);
      if (outcome instanceof Promise) {
        suite.collecting = outcome;
      }
    } finally {
      this._open = before;
    }
    this._wake();
  }

  /** Resolves when the test is done, whatever became of it. */
  test(name: string, mode: Mode, body: Body | undefined, style: Style): Promise<void> {
    const done = new Promise<void>(resolve => {
      const suite = this._open;
      suite.items.push({ kind: 'test', name, mode, body, style, suite, finished: resolve });
    });
    this._wake();
    return done;
  }

  hook(kind: HookKind, body: Body): void {
    this._open.hooks[kind].push(body);
  }

  private _wake(): void {
    if (!this._awake) {
      this._awake = true;
      const end = host.begin();
      host.immediate(() => void this._runRoot().finally(end));
    }
  }

  private async _runRoot(): Promise<void> {
    await this._runSuite(this._root, 0, this._root.hasOnly);
    this._awake = false;
  }

  private async _runSuite(suite: Suite, depth: number, onlyMarked: boolean): Promise<void> {
    let isReady = false;
    try {
      await suite.collecting;
      for (let item = suite.items.shift(); item !== undefined; item = suite.items.shift()) {
        const marked = item.mode === 'only';
        const skipped = item.mode === 'skip' || item.mode === 'todo';
        if (item instanceof Suite) {
          if (onlyMarked && !marked && !item.hasOnly) {
            continue;
          }
          this.report.suite(item.name, depth, skipped);
          if (!skipped) {
            isReady = isReady || (await this._hooks(suite.hooks.before));
            await this._runSuite(item, depth + 1, onlyMarked && item.hasOnly);
          }
        } else if (skipped || (onlyMarked && !marked) || item.body === undefined) {
          if (skipped || item.body === undefined) {
            this.report.skipped(item.name, depth, item.mode === 'todo');
          }
          item.finished();
        } else {
          isReady = isReady || (await this._hooks(suite.hooks.before));
          await this._runTest(item, depth);
        }
      }
      await this._hooks(suite.hooks.after);
    } catch (error) {
      this.report.failed(suite.name === '' ? 'a hook' : suite.name, depth, error);
    }
  }

  private async _hooks(bodies: readonly Body[]): Promise<true> {
    for (const body of bodies) {
      await this._call(body, {}, 'done');
    }
    return true;
  }

  private async _runTest(test: ITest, depth: number): Promise<void> {
    const around: Suite[] = [];
    for (let suite: Suite | null = test.suite; suite !== null; suite = suite.parent) {
      around.unshift(suite);
    }
    const inner = new Suite(test.name, 'run', test.suite);
    const context = this._contextOf(test, inner);
    let fault: { error: unknown } | null = null;
    const attempt = async (work: () => Promise<unknown>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        fault ??= { error };
      }
    };
    await attempt(async () => {
      for (const suite of around) {
        for (const body of suite.hooks.beforeEach) {
          await this._call(body, context, 'done');
        }
      }
      await this._call(test.body as Body, context, test.style);
    });
    if (inner.items.length > 0) {
      await this._runSuite(inner, depth + 1, false);
    }
    for (const suite of around.reverse()) {
      for (const body of suite.hooks.afterEach) {
        await attempt(() => this._call(body, context, 'done'));
      }
    }
    const failure = fault as { error: unknown } | null;
    if (failure !== null) {
      this.report.failed(test.name, depth, failure.error);
    } else if (context.skipped === true) {
      this.report.skipped(test.name, depth, false);
    } else {
      this.report.passed(test.name, depth);
    }
    test.finished();
  }

  /** What node:test hands to a test: itself, for tests inside of it. */
  private _contextOf(test: ITest, inner: Suite): ITestContext {
    const context: ITestContext = {
      name: test.name,
      skip: () => (context.skipped = true),
      todo: () => (context.skipped = true),
      diagnostic: (text: unknown) => host.write('stdout', `${String(text)}\n`),
      plan: () => undefined,
      timeout: () => context,
      before: (body: Body) => inner.hooks.before.push(body),
      after: (body: Body) => inner.hooks.after.push(body),
      beforeEach: (body: Body) => inner.hooks.beforeEach.push(body),
      afterEach: (body: Body) => inner.hooks.afterEach.push(body),
      test: async (name: unknown, ...rest: unknown[]) => {
        const body = rest.find(each => typeof each === 'function') as Body | undefined;
        const sub: ITest = {
          kind: 'test',
          name: String(name),
          mode: 'run',
          body,
          style: 'context',
          suite: inner,
          finished: () => undefined
        };
        await this._runTest(sub, 1);
      }
    };
    return context;
  }

  private async _call(body: Body, context: object, style: Style): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = start(() => reject(new Error(`It took longer than ${LIMIT_MS} ms.`)), LIMIT_MS);
    });
    const work = new Promise<unknown>((resolve, reject) => {
      const done = (error?: unknown): void =>
        error
          ? reject(error instanceof Error ? error : new Error(host.inspect.inspect(error)))
          : resolve(undefined);
      const isWaiting = style === 'done' && body.length > 0;
      const fail = Object.assign(done, { fail: done });
      resolve_(Reflect.apply(body, context, [style === 'done' ? fail : context]));
      function resolve_(outcome: unknown): void {
        if (!isWaiting) {
          resolve(outcome);
        } else if (outcome instanceof Promise) {
          outcome.catch(reject);
        }
      }
    });
    try {
      await Promise.race([work, late]);
    } finally {
      stop(timer);
    }
  }

  private _root = new Suite('', 'run', null);
  private _open = this._root;
  private _awake = false;
}
