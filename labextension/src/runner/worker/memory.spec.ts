import { describe, expect, it } from 'vitest';
import { packMemory, unpackMemory } from './memory';

/** Memory of this many bytes with these set. */
function memoryOf(length: number, bytes: Record<number, number>): Uint8Array {
  const memory = new Uint8Array(length);
  for (const [at, byte] of Object.entries(bytes)) {
    memory[Number(at)] = byte;
  }
  return memory;
}

describe('packed memory', () => {
  it.each([
    ['nothing', memoryOf(0, {})],
    ['zeros', memoryOf(5000, {})],
    ['bytes at both ends', memoryOf(4096, { 0: 1, 4095: 2 })],
    ['a stretch over pages, and an odd end', memoryOf(5001, { 1023: 1, 1024: 2, 5000: 3 })]
  ])('is the memory again: %s', (_, memory) => {
    const packed = packMemory(memory);
    expect(new DataView(packed.buffer).getUint32(0, true)).toBe(memory.length);
    const unpacked = new Uint8Array(memory.length);
    unpackMemory(packed, unpacked);
    expect(unpacked).toEqual(memory);
  });

  it('leaves zeros out', () => {
    expect(packMemory(memoryOf(1_000_000, { 7: 1 })).length).toBeLessThan(2000);
  });
});
