import { expect, it } from 'vitest';
import { piecesOf } from './code-positions';

const positions = (text: string): unknown[] =>
  piecesOf(text).flatMap(({ position }) => (position === null ? [] : [position]));

it('finds the lines of a traceback and of a stack, and loses no text', () => {
  const python = 'Traceback:\n  File "solution.py", line 12, in f\n    1/0\nZeroDivisionError: no';
  expect(positions(python)).toEqual([{ line: 12, column: 1 }]);
  const script = 'Error: no\n    at f (solution.js:2:9)\n    at solution.ts:4:1';
  expect(positions(script)).toEqual([
    { line: 2, column: 9 },
    { line: 4, column: 1 }
  ]);
  for (const text of [python, script, '']) {
    expect(
      piecesOf(text)
        .map(piece => piece.text)
        .join('')
    ).toBe(text);
  }
});

it.each(['File "other.py", line 3', 'mysolution.js:1:1', 'solution.js:0:1', 'solution.json:1'])(
  'takes nothing else for a place: %s',
  text => {
    expect(positions(text)).toEqual([]);
  }
);
