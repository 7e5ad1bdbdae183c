import { setFlagsFromString } from 'node:v8';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { boundMemory } from './memory-budget';

const MB = 1024 ** 2;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A global scope of its own that has some of this one's platform, with a bound of 8 MB. */
function bounded(): (code: string) => unknown {
  class OwnBlob extends Blob {}
  const context = createContext({ Blob: OwnBlob });
  boundMemory(8 * MB, runInContext('globalThis', context) as object);
  return code => runInContext(code, context) as unknown;
}

const REFUSED = /Array buffer allocation failed/;

describe('BR4: the memory of a program', () => {
  it.each([
    ['typed arrays', 'new Uint8Array(2 ** 20)'],
    ['wide typed arrays', 'new Float64Array(2 ** 17)'],
    ['typed arrays of lists', 'new Uint8Array(new Array(2 ** 20).fill(1))'],
    ['typed arrays of iterables', 'Uint8Array.from({ length: 2 ** 20 })'],
    ['classes of their own', 'new (class Mine extends Uint8Array {})(2 ** 20)'],
    ['their constructor', 'new (new Uint8Array(0).constructor)(2 ** 20)'],
    ['copies', 'kept[0] = new Uint8Array(2 ** 20), kept[0].slice()'],
    ['mapped copies', 'kept[0] = new Uint8Array(2 ** 20), kept[0].map(x => x + 1)'],
    ['sorted copies', 'kept[0] = new Uint8Array(2 ** 20), kept[0].toSorted()'],
    ['buffers', 'new ArrayBuffer(2 ** 20)'],
    ['buffers that may grow', 'new ArrayBuffer(1, { maxByteLength: 2 ** 20 })'],
    ['copies of buffers', 'kept[0] = new ArrayBuffer(2 ** 20), kept[0].slice(0)'],
    ['small ones', 'Array.from({ length: 1024 }, () => new Uint8Array(1024))'],
    ['memories', 'new WebAssembly.Memory({ initial: 16 })'],
    ['growing memories', 'kept[0] ??= new WebAssembly.Memory({ initial: 1 }), kept[0].grow(16)'],
    ['blobs', "new Blob(['x'.repeat(2 ** 20)])"]
  ])('is bounded: %s', (_, piece) => {
    const run = bounded();
    expect(() =>
      run(`const kept = []; for (let i = 0; i < 100; i++) kept.push((${piece}))`)
    ).toThrow(REFUSED);
    expect(() => run('new Uint8Array(0)')).not.toThrow();
  });

  it('is bounded for one piece that is too big', () => {
    expect(() => bounded()('new Float64Array(2 ** 21)')).toThrow(REFUSED);
  });

  it('does not count views of one buffer', () => {
    const run = bounded();
    const views =
      'const b = new ArrayBuffer(2 ** 20); Array.from({ length: 99 }, () => new Uint8Array(b))';
    expect(run(`${views}.length`)).toBe(99);
    expect(run('Array.from({ length: 99 }, () => new Uint8Array(b).subarray(1)).length')).toBe(99);
  });

  it('BR9: counts what was collected no more', async () => {
    const run = bounded();
    for (let round = 0; round < 16; round++) {
      run('new Uint8Array(2 ** 20)');
      collect();
      await new Promise(resolve => setTimeout(resolve));
    }
  });

  it('leaves the constructors what they are', () => {
    const run = bounded();
    expect(run('new Uint8Array(2) instanceof Uint8Array')).toBe(true);
    expect(run('new Uint8Array(2).constructor === Uint8Array')).toBe(true);
    expect(run('Uint8Array.name + Uint8Array.BYTES_PER_ELEMENT + Uint8Array.length')).toBe(
      'Uint8Array13'
    );
    expect(run('Object.prototype.toString.call(new Float32Array(1))')).toBe(
      '[object Float32Array]'
    );
    expect(run('[...Uint8Array.of(1, 2), ...new Uint8Array([3]).map(x => x + 1)].join()')).toBe(
      '1,2,4'
    );
    expect(() => run('Uint8Array(3)')).toThrow(/new/);
    expect(() => run('new Uint8Array(-1)')).toThrow(/length/i);
    expect(() => run('new Uint8Array(Symbol())')).toThrow(/Symbol/);
  });
});
