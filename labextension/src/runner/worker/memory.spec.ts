import { describe, expect, it } from 'vitest';
import { packMemory, readMemory, unpackMemory } from './memory';

/** What Pyodide makes of a memory of this many bytes with these set. */
function snapshotOf(length: number, bytes: Record<number, number>): Uint8Array {
  const snapshot = new Uint8Array(16 + length);
  new Uint32Array(snapshot.buffer, 0, 4).set([7, 16, 0, 9]);
  for (const [at, byte] of Object.entries(bytes)) {
    snapshot[16 + Number(at)] = byte;
  }
  return snapshot;
}

describe('packed memory', () => {
  it.each([
    ['nothing', snapshotOf(0, {})],
    ['zeros', snapshotOf(5000, {})],
    ['bytes at both ends', snapshotOf(4096, { 0: 1, 4095: 2 })],
    ['a stretch over pages, and an odd end', snapshotOf(5001, { 1023: 1, 1024: 2, 5000: 3 })]
  ])('is the memory again, whatever was there: %s', (_, snapshot) => {
    const packed = readMemory(packMemory(snapshot));
    expect(packed.length).toBe(snapshot.length - 16);
    expect(packed.head).toEqual(snapshot.subarray(0, 16));
    const unpacked = new Uint8Array(packed.length).fill(255);
    unpackMemory(packed, unpacked);
    expect(unpacked).toEqual(snapshot.subarray(16));
  });

  it('leaves zeros out', () => {
    expect(packMemory(snapshotOf(1_000_000, { 7: 1 })).length).toBeLessThan(2000);
  });

  it('writes no zeros where nothing was touched', () => {
    const packed = readMemory(packMemory(snapshotOf(8192, { 2048: 1, 5000: 2 })));
    const memory = new Uint8Array(8192).fill(255);
    unpackMemory(packed, memory, [
      [1000, 1500],
      [2000, 2500],
      [7000, 8192]
    ]);
    const left = Array.from(memory.keys()).filter(at => memory[at] === 255);
    const range = (start: number, end: number): number[] =>
      Array.from({ length: end - start }, (_, index) => start + index);
    // Of a stretch itself all is written.
    expect(left).toEqual([...range(1000, 1500), ...range(2000, 2048), ...range(7000, 8192)]);
    expect([memory[2048], memory[5000]]).toEqual([1, 2]);
  });
});
