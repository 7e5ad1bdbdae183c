import { describe, expect, it } from 'vitest';
import { jsonPieces } from './output-frames';

const bytes = (text: string): number =>
  new TextEncoder().encode(JSON.stringify(text)).length - '""'.length;

describe('output in frames', () => {
  it.each([
    ['plain', 'abc\n'.repeat(40)],
    ['what JSON escapes', '\u0000\u001b"\\\t\u0007'.repeat(40)],
    ['characters of every length', 'aé€🐢'.repeat(40)],
    ['separators and the delete sign', '\u2028\u2029\u007f'.repeat(40)]
  ])('%s is cut by the bytes of its JSON and stays whole', (_, text) => {
    const pieces = jsonPieces(text, 50);
    expect(pieces.join('')).toBe(text);
    expect(Math.max(...pieces.map(bytes))).toBeLessThanOrEqual(50);
    expect(Math.min(...pieces.slice(0, -1).map(bytes))).toBeGreaterThan(50 - 6);
  });

  it('half a character becomes a replacement character', () => {
    expect(jsonPieces('a\ud83db\udc22')).toEqual(['a\ufffdb\ufffd']);
  });

  it('nothing makes no frame', () => {
    expect(jsonPieces('')).toEqual([]);
  });
});
