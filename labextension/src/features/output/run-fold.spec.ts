import { describe, expect, it } from 'vitest';
import { foldOf } from './run-fold';
import { screenOf, textOfSpans } from './run-screen';
import type { Part } from './run-screen';

const text = (parts: readonly Part[]): string =>
  parts.map(part => (part.kind === 'text' ? textOfSpans(part.spans) : `<${part.kind}>`)).join('');

const lines = (from: number, to: number): string =>
  [...Array(to - from).keys()].map(n => `line ${from + n}\n`).join('');

describe('OU10: a long output', () => {
  it('of few lines is drawn whole', () => {
    const parts = screenOf([{ stream: 'stdout', text: lines(0, 60) }]);
    expect(foldOf(parts)).toEqual({ first: parts, lines: null, last: [], omitted: 0 });
  });

  it('shows its first and its last lines', () => {
    const fold = foldOf(screenOf([{ stream: 'stdout', text: lines(0, 5161) }]));
    expect(fold.lines).toBe(5161);
    expect(text(fold.first)).toBe(lines(0, 20));
    expect(text(fold.last)).toBe(lines(5141, 5161));
  });

  it('counts one endless line as the rows that it takes', () => {
    const fold = foldOf(screenOf([{ stream: 'stdout', text: '🐢'.repeat(200_000) }]));
    expect(fold.lines).toBe(1);
    expect(text(fold.first)).toBe('🐢'.repeat(1600));
    expect(text(fold.last)).toBe('🐢'.repeat(1600));
  });

  it('is folded across streams, and keeps colours', () => {
    const fold = foldOf(
      screenOf([
        { stream: 'stdout', text: `\x1b[31m${lines(0, 30)}` },
        { stream: 'stderr', text: lines(30, 60) },
        { stream: 'stdout', text: lines(60, 70) }
      ])
    );
    expect(text(fold.first) + '|' + text(fold.last)).toBe(`${lines(0, 20)}|${lines(50, 70)}`);
    expect([...fold.first, ...fold.last].map(part => part.kind === 'text' && part.stream)).toEqual([
      'stdout',
      'stderr',
      'stdout'
    ]);
    const [last] = fold.last;
    expect(last.kind === 'text' && last.spans[0].style?.color).toBe('187, 0, 0');
  });

  it('says what was left out in the middle', () => {
    const fold = foldOf(
      screenOf([
        { stream: 'stdout', text: lines(0, 100) },
        { stream: 'stdout', text: lines(500, 600), omitted: 4321 }
      ])
    );
    expect([fold.omitted, fold.lines]).toEqual([4321, 201]);
  });

  it('shows the last thing, however much was printed before', () => {
    const table = { stream: 'value' as const, text: 'a b', html: '<b>a b</b>' };
    const fold = foldOf(screenOf([{ stream: 'stdout', text: lines(0, 900) }, table]));
    expect(text(fold.last)).toMatch(/line 899\n<html>$/);
  });
});

describe('output on the screen', () => {
  it('OU3: goes back in a line across chunks', () => {
    const chunks = ['[#', '..]\r[', '##.]\r', '[###]\n'];
    const parts = screenOf(chunks.map(text => ({ stream: 'stdout' as const, text })));
    expect(text(parts)).toBe('[###]\n');
  });

  it('OU4: colours do not go on over a gap', () => {
    const parts = screenOf([
      { stream: 'stdout', text: '\x1b[31mred' },
      { stream: 'stdout', text: 'later', omitted: 9 }
    ]);
    expect(text(parts)).toBe('red<gap>later');
    const last = parts[2];
    expect(last.kind === 'text' && last.spans[0].style).toBeNull();
  });
});
