/** JS6, JS13: the state of promises at the time of printing, without hiding rejections. */
import { describe, expect, it } from 'vitest';
import { openEyes } from './eyes';
import { format, inspect } from './inspect';
import { PromiseWatch } from './promise-watch';

const watch = new PromiseWatch(null);
openEyes({ url: 'blob:none', name: 'solution.js' }, watch);

/** What the console would print of these, when all is known. */
async function printed(...values: unknown[]): Promise<string> {
  let text = '';
  const print = (): string => format(values);
  const set = (better: string): void => void (text = better);
  watch.print(print, inspect, set, first => {
    text = `held: ${first}`;
    return set;
  });
  await Promise.resolve();
  await Promise.resolve();
  return text;
}

/** Reasons that the process hears of as unhandled while this is done. */
async function unhandled(work: () => Promise<unknown>): Promise<unknown[]> {
  const heard: unknown[] = [];
  const hear = (reason: unknown): void => void heard.push(reason);
  const others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', hear);
  await work();
  await new Promise(resolve => setImmediate(resolve));
  process.off('unhandledRejection', hear);
  others.forEach(each => process.on('unhandledRejection', each));
  return heard;
}

describe('PromiseWatch', () => {
  it('JS6 knows settled promises from pending ones', async () => {
    const text = await printed(Promise.resolve({ id: 1 }), [new Promise(() => undefined)]);
    expect(text).toBe('Promise { { id: 1 } } [ Promise { <pending> } ]');
    async function ask(): Promise<number> {
      await Promise.resolve();
      return 1;
    }
    expect(await printed(ask())).toBe('Promise { <pending> }');
  });

  it('JS6 prints what was there when it was printed', async () => {
    const object = { promise: Promise.resolve(1), n: 0 };
    const text = printed(object);
    object.n = 1;
    expect(await text).toBe('{ promise: Promise { 1 }, n: 0 }');
  });

  it('JS13 leaves a rejection that nobody handles to the engine', async () => {
    const heard = await unhandled(async () => {
      expect(await printed(Promise.reject(new Error('nobody').message as unknown as Error))).toBe(
        "Promise { <rejected> 'nobody' }"
      );
      let fail: (reason: string) => void = () => undefined;
      await printed(new Promise((_, reject) => (fail = reject)));
      fail('later');
    });
    expect(heard).toEqual(['nobody', 'later']);
  });

  it('JS13 does not tell of one that is handled, before or after', async () => {
    const heard = await unhandled(async () => {
      const before = Promise.reject(new Error('before'));
      before.catch(() => undefined);
      await printed(before);
      const after = Promise.reject(new Error('after'));
      const text = printed(after);
      await expect(after).rejects.toThrow('after');
      await text;
      const awaited = new Promise((_, reject) => setTimeout(reject, 1, 'awaited'));
      const waiting = (async () => {
        try {
          return await awaited;
        } catch (reason) {
          return reason;
        }
      })();
      await printed(awaited);
      expect(await waiting).toBe('awaited');
    });
    expect(heard).toEqual([]);
  });

  it('JS6 names the class of a promise', async () => {
    class Later<T> extends Promise<T> {}
    expect(await printed(Later.resolve(3))).toBe('Later [Promise] { 3 }');
    expect(Promise.prototype.constructor).toBe(Promise);
  });
});

describe('the eyes', () => {
  it('JS7 print a proxy without a call of its traps', () => {
    const strict = new Proxy(
      { a: 1 },
      {
        get: () => {
          throw new Error('no');
        },
        ownKeys: () => {
          throw new Error('no');
        },
        getPrototypeOf: () => {
          throw new Error('no');
        }
      }
    );
    expect(inspect(strict)).toBe('{ a: 1 }');
    expect(inspect([new Proxy(strict, {})])).toBe('[ { a: 1 } ]');
    expect(inspect(strict, { showProxy: true })).toContain('Proxy [');
    const { proxy, revoke } = Proxy.revocable({ b: 2 }, {});
    expect(inspect(proxy)).toBe('{ b: 2 }');
    revoke();
    expect(inspect(proxy)).toBe('<Revoked Proxy>');
    expect(() => void Reflect.apply(Proxy, undefined, [{}, {}])).toThrow(TypeError);
  });

  it('JS7 print what is left of an iterator, which goes on', () => {
    const entries = new Map([
      ['a', 1],
      ['b', 2]
    ]).entries();
    entries.next();
    expect(inspect(entries)).toBe("[Map Entries] { [ 'b', 2 ] }");
    expect(inspect(entries)).toBe("[Map Entries] { [ 'b', 2 ] }");
    expect([...entries]).toEqual([['b', 2]]);
    expect(inspect(entries)).toBe('[Map Entries] {  }');
    expect(inspect(new Set([1, 'x']).values())).toBe("[Set Iterator] { 1, 'x' }");
  });
});
