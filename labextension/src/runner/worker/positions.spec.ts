import { describe, expect, it } from 'vitest';
import { chained, edited } from './positions';

describe('edited', () => {
  const text = "import a from 'x'; a();\nimport('y'); b()";
  const edits = [
    { start: 24, end: 30, text: '__import' },
    { start: 14, end: 17, text: '"blob:long"' }
  ];

  it('JS2 replaces the pieces and knows the way back', () => {
    const { text: after, place } = edited(text, edits);
    expect(after).toBe('import a from "blob:long"; a();\n__import(\'y\'); b()');
    const back = (word: string, line: number): number => {
      const column = after.split('\n')[line - 1].indexOf(word) + 1;
      return place({ line, column }).column;
    };
    expect(back('a();', 1)).toBe(20);
    expect(back('b()', 2)).toBe(14);
    expect(back('import', 1)).toBe(1);
    expect(place({ line: 1, column: 20 }).column).toBe(15);
  });

  it('JS2 goes back over several changes', () => {
    const { place } = edited(text, edits);
    const both = chained(({ line, column }) => ({ line: line - 1, column }), place);
    expect(both({ line: 2, column: 28 })).toEqual({ line: 1, column: 20 });
  });
});
