/** The table of names that the server's suite reads too (tests/domain/test_names_table.py). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { distinct, isMadeUp, isMarked, labelOf, labelProblem, lookAlike } from './names';

type Row = [string, string];
const FILE = resolve(import.meta.dirname, '../../../../tests/corpus/names.json');
const TABLE = JSON.parse(readFileSync(FILE, 'utf8')) as Record<
  'kept' | 'refused' | 'alike' | 'unlike' | 'made_up' | 'chosen' | 'unmarked',
  Row[]
>;
const LONGEST = 64;

const problem = (name: string) => labelProblem(labelOf(name, LONGEST), LONGEST);

it.each(TABLE.kept)('NA2: %j is kept (%s)', name => {
  expect(problem(name)).toBeNull();
});

it.each(TABLE.refused)('NA1: %j is refused (%s)', name => {
  expect(problem(name)).not.toBeNull();
});

it.each(TABLE.made_up)('NA17: %j was made up by Jupyter (%s)', name => {
  expect(isMadeUp(name)).toBe(true);
});

it.each(TABLE.chosen)('NA17: %j was chosen (%s)', name => {
  expect(isMadeUp(name)).toBe(false);
});

it.each(TABLE.alike)('NA3: %j and %j look alike', (one, other) => {
  expect(lookAlike(one, other)).toBe(true);
});

it.each(TABLE.unlike)('NA3: %j and %j can be told apart', (one, other) => {
  expect(lookAlike(one, other)).toBe(false);
});

it('NA3: a name that looks like another gets a number, and is known by it', () => {
  expect(distinct('Bo', ['Ana'], LONGEST)).toBe('Bo');
  expect(distinct('bo', ['Bo', 'BO (2)'], LONGEST)).toBe('bo (3)');
  expect(distinct('x'.repeat(64), ['x'.repeat(64)], LONGEST)).toBe(`${'x'.repeat(60)} (2)`);
  expect(isMarked(`${'x'.repeat(60)} (2)`, 'x'.repeat(64), LONGEST)).toBe(true);
  expect([isMarked('Bo (2)', 'Bo', LONGEST), isMarked('Bo', 'Bo', LONGEST)]).toEqual([true, false]);
});

it.each(TABLE.unmarked)('NA10: %j is not Bo with a number (%s)', name => {
  expect(isMarked(name, 'Bo', LONGEST)).toBe(false);
});

it('NA4: what is too long is not normalised', () => {
  const long = `a${'\u0301\u0316'.repeat(100_000)}`;
  expect(labelOf(long, LONGEST)).toBe(long);
  expect(problem(long)).toBe('long');
});
