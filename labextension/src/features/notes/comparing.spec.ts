/** NS12: what people differ about most comes first, and nothing is added up. */
import { expect, it } from 'vitest';
import { submitted } from '../../../tests/remarks';
import { compared, spreadOf } from './comparing';

const ids = (...levels: (number | null)[][]): string[] =>
  compared(levels.map((each, index) => submitted(`Rater ${index}`, each))).map(
    ({ criterion }) => criterion.id
  );

it('NS12: the largest spread comes first, those alike in the order of the rubric', () => {
  expect(ids([1, 2, 3], [1, 4, 2])).toEqual(['q-one.2', 'q-one.3', 'q-one.1']);
  expect(ids([1, 2, 3], [1, 2, 3])).toEqual(['q-one.1', 'q-one.2', 'q-one.3']);
  expect(ids([3, 1, 2])).toEqual(['q-one.1', 'q-one.2', 'q-one.3']);
});

it('NS12: what somebody has not seen is no low level', () => {
  expect(ids([4, 4, 4], [null, 4, 3])).toEqual(['q-one.3', 'q-one.1', 'q-one.2']);
  const [row] = compared([submitted('A', [4, 4, 4]), submitted('B', [null, 4, 4])]);
  expect(spreadOf(row)).toBe(0);
});

it('NS12: people stand as they came, and who was not asked is told so', () => {
  const [row] = compared([submitted('A', [1]), submitted('B', [4, 2])]);
  expect(row.scores.map(score => score?.level)).toEqual([1, 4]);
  const rows = compared([submitted('A', [1]), submitted('B', [4, 2])]);
  expect(rows[1].scores.map(score => score?.level ?? null)).toEqual([null, 2]);
});
