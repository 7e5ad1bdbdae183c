/** Files that are asked for only when a program needs them. */
import { describe, expect, it } from 'vitest';
import { Parts } from './parts';

// jsdom has no addresses of blobs.
URL.createObjectURL = () => 'blob:test';

const asked: string[] = [];
const parts = new Parts(role => asked.push(role));

describe('TS1: a compiler that did not come', () => {
  it('is asked for again by whoever needs it next, once for all who wait', async () => {
    const first = [parts.get('compiler'), parts.get('compiler')];
    expect(asked).toEqual(['compiler']);
    parts.give('compiler', null);
    for (const promise of first) {
      await expect(promise).rejects.toThrow('The file "compiler" is missing');
    }
    const next = parts.get('compiler');
    expect(asked).toEqual(['compiler', 'compiler']);
    parts.give('compiler', new Blob(['x']));
    expect(await next).toMatch(/^blob:/);
    expect(await parts.get('compiler')).toBe(await next);
    expect(asked).toHaveLength(2);
  });

  it('a file of a language that this site does not have is asked for by nobody', async () => {
    parts.give('acorn', null);
    await expect(parts.get('acorn')).rejects.toThrow('The file "acorn" is missing');
    await expect(parts.get('acorn')).rejects.toThrow('The file "acorn" is missing');
    expect(asked).toHaveLength(2);
  });
});
