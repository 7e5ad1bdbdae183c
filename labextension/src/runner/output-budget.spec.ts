import { describe, expect, it } from 'vitest';
import { OutputBudget, cutToBytes, utf8Length } from './output-budget';

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

describe('OutputBudget', () => {
  it('is exhausted by the text that does not fit, and not by the one that just fits', () => {
    const budget = new OutputBudget(5);
    expect(budget.take('abc')).toBe('abc');
    expect(budget.take('de')).toBe('de');
    expect(budget.exhausted).toBe(false);
    expect(budget.take('f')).toBe('');
    expect(budget.exhausted).toBe(true);
  });

  it('takes nothing more once exhausted, even what would fit', () => {
    const budget = new OutputBudget(5);
    expect(budget.take('abc😀')).toBe('abc');
    expect(budget.take('d')).toBe('');
  });
});
