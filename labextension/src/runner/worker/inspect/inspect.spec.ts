/** What the console prints is what Node prints: the two are compared, value by value. */
import { format as nodeFormat, inspect as nodeInspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openEyes } from './eyes';
import { format, inspect } from './inspect';
import { PromiseWatch } from './promise-watch';

openEyes({ url: 'solution.js', name: 'solution.js' }, new PromiseWatch(() => [0]));

class Point {
  x = 1;
}
class Point3 extends Point {
  get norm(): number {
    return 2;
  }
}
class Stack extends Array<number> {}
class OddError extends Error {
  code = 'X';
}

function without(stack: string, error: Error): Error {
  error.stack = stack;
  return error;
}

const cycle: Record<string, unknown> = { a: 1 };
cycle.self = cycle;
cycle.list = [cycle, { cycle }];
const named = Object.assign(() => 0, { prop: 1 });
const holes = Object.assign([1, , 3], { extra: 'q' }); // eslint-disable-line no-sparse-arrays
const bare = Object.assign(Object.create(null) as object, { z: 1 });

const VALUES: unknown[] = [
  ...[1, -0, NaN, true, null, undefined, 10n, Symbol('q'), 'a', "it's", 'both\'"', 'all\'"`'],
  ...['line\nbreak', '\u001b\x7f\\', 'x'.repeat(10_100), '\ud800 lone'],
  ...[[], {}, [1, 2, 3], ['a', 'b'], { a: 1, b: 'x' }, [undefined, null], holes, new Array(5)],
  ...[new Point(), new Point3(), Point, Point3, class {}, class extends Point {}],
  ...[
    () => 0,
    named,
    async () => await Promise.resolve(),
    function* g() {},
    async function* ag() {},
    Promise
  ],
  ...[cycle, bare, { __proto__: null }, Object.create({ constructor: undefined }) as object],
  { a: { b: { c: { d: 1 } } } },
  [[1, [2, [3, [4]]]]],
  {
    get a() {
      return 1;
    },
    set a(_) {},
    get b() {
      return 1;
    },
    set c(_: number) {}
  },
  { [Symbol('s')]: 1, 'a-b': 2, 3: 4 },
  ...[200, 101, 100, 30, 7].map(length => Array.from({ length }, (_, i) => i * length)),
  Array.from({ length: 27 }, (_, i) => 'x'.repeat(i % 9)),
  Array.from({ length: 120 }, (_, i) => ({ i })),
  Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => '.')),
  [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  new Map<unknown, unknown>([
    ['a', 1],
    [{ k: 1 }, [1, 2]]
  ]),
  ...[new Map(), new Set(), new Set([1, '2', { a: 1 }]), new WeakMap(), new WeakSet()],
  ...[new Uint8Array([1, 2, 3]), new Float64Array(0), new BigInt64Array([1n])],
  ...[new Float32Array(120), new ArrayBuffer(4), new ArrayBuffer(120)],
  ...[new Date(0), new Date(NaN), /a/g, new Number(3), new String('abc'), new Boolean(false)],
  ...[
    Object(1n) as object,
    Object(Symbol('z')) as object,
    Math,
    JSON,
    { [Symbol.toStringTag]: 'T' }
  ],
  Stack.from([1, 2]),
  [
    { name: 'alice', age: 30 },
    { name: 'bob', age: 25 },
    { name: 'carol', age: 35 }
  ],
  { users: [{ name: 'alice', address: { city: 'x', geo: { lat: 1 } } }], total: 1 },
  { text: 'line one is long enough\nline two is long enough\nand line three is longer still' },
  without('RangeError: bad', new RangeError('bad')),
  [without('RangeError: bad', new RangeError('bad'))],
  without('Error: m', new OddError('m')),
  {
    inner: without('Error: outer\n    at f (solution.js:1:2)', new Error('outer', { cause: 'why' }))
  },
  (function () {
    return arguments; // eslint-disable-line prefer-rest-params
  })()
];

const CALLS: unknown[][] = [
  ['%s is %d years', 'bob', 42],
  ['%i %f', '42.9px', '1.5'],
  ['%j', { a: 1 }],
  ['%O', { a: { b: { c: {} } } }],
  ['%c styled', 'css'],
  ['100%', 'x'],
  ['%%', 1],
  ['a', 'b', { c: 1 }],
  [1, 'a'],
  ['%s', null, undefined],
  ['%s', { a: { b: 1 } }, [1]],
  ['%s', new Point(), Symbol('x'), -0, 5n],
  ['%s', { toString: () => 'own' }],
  ['%d', 'x'],
  ['%x', 1],
  ['%s'],
  []
];

describe('inspect', () => {
  it.each(VALUES.map((value, i) => [i, value]))('prints value %i as Node does', (_, value) => {
    expect(inspect(value)).toBe(nodeInspect(value));
  });

  it('prints random values as Node does', () => {
    const seed = Date.now() % 2 ** 31;
    let state = seed;
    const random = (below: number): number => {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      return state % below;
    };
    const list = <T>(most: number, make: (i: number) => T): T[] =>
      Array.from({ length: random(most) }, (_, i) => make(i));
    const value = (depth: number): unknown => {
      switch (random(depth > 3 ? 4 : 9)) {
        case 0:
          return random(10 ** (1 + random(6)));
        case 1:
          return 'x'.repeat(random(30));
        case 2:
          return random(2) === 0;
        case 3:
          return [null, undefined, 1n, -0][random(4)];
        case 6:
          return Object.fromEntries(
            list(6, i => [`${'k'.repeat(random(9))}${i}`, value(depth + 1)])
          );
        case 7:
          return new Map(list(4, () => [value(depth + 1), value(depth + 1)]));
        case 8:
          return new Set(list(5, () => value(depth + 1)));
        default:
          return list(14, () => value(depth + 1));
      }
    };
    for (let i = 0; i < 500; i++) {
      const sample = value(0);
      expect(inspect(sample), `seed ${seed}, value ${i}`).toBe(nodeInspect(sample));
    }
  });
});

describe('format', () => {
  it.each(CALLS.map((call, i) => [i, call]))('prints call %i as Node does', (_, call) => {
    expect(format(call)).toBe(nodeFormat(...call));
  });
});
