/** Spies: Vitest's for Jest's words, and node:test's `mock` in its own words. */
import * as tinyspy from '@vitest/spy';

interface ISpy {
  mockClear(): void;
  mockReset(): void;
  mockRestore(): void;
}

interface ICall {
  arguments: unknown[];
  result: unknown;
  error: unknown;
  this: unknown;
}

type Callee = (...args: unknown[]) => unknown;

const made = new Set<ISpy>();

function kept<T>(spy: T): T {
  made.add(spy as unknown as ISpy);
  return spy;
}

export const fn = (callee?: Callee): unknown => kept(tinyspy.fn(callee));

export const spyOn = (target: object, name: string, access?: 'get' | 'set'): unknown =>
  kept((tinyspy.spyOn as unknown as (...args: unknown[]) => unknown)(target, name, access));

export const { isMockFunction } = tinyspy;

export const clearAllMocks = (): void => made.forEach(spy => spy.mockClear());
export const resetAllMocks = (): void => made.forEach(spy => spy.mockReset());
export const restoreAllMocks = (): void => {
  made.forEach(spy => spy.mockRestore());
  restorers.splice(0).forEach(restore => restore());
};

const restorers: (() => void)[] = [];

function mockFn(original: Callee = () => undefined, replacement: Callee = original): Callee {
  const calls: ICall[] = [];
  let current = replacement;
  const mocked = function (this: unknown, ...args: unknown[]): unknown {
    const call: ICall = { arguments: args, result: undefined, error: undefined, this: this };
    calls.push(call);
    try {
      call.result = Reflect.apply(current, this, args);
      return call.result;
    } catch (error) {
      call.error = error;
      throw error;
    }
  };
  const mock = {
    calls,
    callCount: () => calls.length,
    resetCalls: () => calls.splice(0),
    mockImplementation: (next: Callee) => (current = next),
    restore: () => (current = original)
  };
  return Object.assign(mocked, { mock });
}

export const mocks = {
  fn: mockFn,
  method: (target: Record<string, unknown>, name: string, replacement?: Callee): unknown => {
    const original = target[name] as Callee;
    const mocked = mockFn(original, replacement);
    target[name] = mocked;
    restorers.push(() => (target[name] = original));
    return mocked;
  }
};
