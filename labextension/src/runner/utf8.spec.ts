import { describe, expect, it } from 'vitest';
import { cutToBytes, utf8Length, withoutBytes } from './utf8';

const TEXTS = [
  '',
  'plain',
  'é',
  '日本',
  '😀',
  'a😀b',
  '\ud83d',
  '\ude00',
  'x\ud83dy',
  '\ud83d\ud83d\ude00'
];

describe('utf8Length', () => {
  it.each(TEXTS)('counts %j as the encoder does', text => {
    expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
  });
});

describe('cutToBytes', () => {
  it.each(TEXTS)('keeps the longest whole start of %j', text => {
    const bytes = utf8Length(text);
    for (let limit = 0; limit <= bytes; limit++) {
      const kept = cutToBytes(text, limit);
      expect(text.startsWith(kept)).toBe(true);
      expect(utf8Length(kept)).toBeLessThanOrEqual(limit);
      const next = [...text.slice(kept.length)][0] ?? '';
      expect(next === '' || utf8Length(kept + next) > limit).toBe(true);
    }
  });
});

describe('withoutBytes', () => {
  it.each(TEXTS)('keeps the longest whole end of %j', text => {
    const bytes = utf8Length(text);
    for (let gone = 0; gone <= bytes; gone++) {
      const kept = withoutBytes(text, gone);
      expect(text.endsWith(kept)).toBe(true);
      expect(utf8Length(kept)).toBeLessThanOrEqual(bytes - gone);
      const before = [...text.slice(0, text.length - kept.length)].at(-1) ?? '';
      expect(before === '' || utf8Length(before + kept) > bytes - gone).toBe(true);
    }
  });
});
