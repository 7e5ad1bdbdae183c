import { expect, it } from 'vitest';
import { piecesOf } from './code-positions';

const FILES = ['solution.py', 'solution.js', 'solution.ts', 'lib/a+b.py', 'b.py'];

const positions = (text: string): unknown[] =>
  piecesOf(text, FILES).flatMap(({ position }) => (position === null ? [] : [position]));

it('finds the lines of a traceback and of a stack, and loses no text', () => {
  const python = 'Traceback:\n  File "solution.py", line 12, in f\n    1/0\nZeroDivisionError: no';
  expect(positions(python)).toEqual([{ file: 'solution.py', line: 12, column: 1 }]);
  const script = 'Error: no\n    at f (solution.js:2:9)\n    at solution.ts:4:1';
  expect(positions(script)).toEqual([
    { file: 'solution.js', line: 2, column: 9 },
    { file: 'solution.ts', line: 4, column: 1 }
  ]);
  for (const text of [python, script, '']) {
    expect(
      piecesOf(text, FILES)
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

it('FI41: finds the lines of every file, by its whole name', () => {
  expect(
    positions('  File "lib/a+b.py", line 2\n  File "b.py", line 3\n  File "c.py", line 4')
  ).toEqual([
    { file: 'lib/a+b.py', line: 2, column: 1 },
    { file: 'b.py', line: 3, column: 1 }
  ]);
  expect(piecesOf('File "a.py", line 3', [])).toHaveLength(1);
});

it('PY15: whatever a name may have in it', () => {
  // Every character that means something in a pattern and may be in a name.
  const names = ['my-util.py', "a (1) [b] {c}^$+.,#&~!=@%`';.js", 'größe/漢字-😀.py', '-.ts'];
  for (const name of names) {
    const position = { file: name, line: 3, column: 1 };
    expect(piecesOf(`File "${name}", line 3`, names)[0]).toMatchObject({ position });
    expect(piecesOf(`at ${name}:3:1`, names)[1]).toMatchObject({ position });
  }
  for (let code = 0x20; code < 0x250; code++) {
    const name = `a${String.fromCodePoint(code)}b.py`;
    expect(piecesOf('nothing', [name])).toHaveLength(1);
  }
});
