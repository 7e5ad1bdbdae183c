import { describe, expect, it } from 'vitest';
import { wakeIn } from './kept-memory';
import { packMemory, readMemory } from './memory';

describe('a module that wakes up', () => {
  it('SB7: has the memory that was kept, and writes nothing where nobody was', () => {
    const snapshot = new Uint8Array(16 + 6144);
    new Uint32Array(snapshot.buffer, 0, 4).set([7, 16, 0, 9]);
    snapshot[16 + 1] = 5;
    const told: Uint8Array[] = [];
    const restoreSnapshot = (head: Uint8Array): string => {
      told.push(head);
      return 'what Pyodide knows';
    };
    const module = { HEAPU8: new Uint8Array(6144).fill(255), API: { restoreSnapshot } };
    wakeIn(readMemory(packMemory(snapshot)), module, {
      emscripten_stack_get_end: () => 2048,
      emscripten_stack_get_current: () => 3072,
      sbrk: () => 5120
    });

    expect(module.API.restoreSnapshot(new Uint8Array(0))).toBe('what Pyodide knows');

    const expected = new Uint8Array(6144);
    expected[1] = 5;
    expected.fill(255, 2048, 3072).fill(255, 5120);
    expect(module.HEAPU8).toEqual(expected);
    expect(told).toEqual([snapshot.subarray(0, 16)]);
    // Once it is awake, it does not hold on to what it woke up in.
    expect(module.API.restoreSnapshot).toBe(restoreSnapshot);
  });
});
