import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ABSOLUTE, EQUAL, MATCHED_LIMIT, RELATIVE, matches } from './compare';
import type { IComparison, Way } from './compare';
import { DEPTH_LIMIT, isValue } from './values';

type Written = Way | { close: { relative?: number; absolute?: number } };

interface IRow {
  expected: unknown;
  got: unknown;
  compare: Written;
  equal: boolean;
}

const TABLE = JSON.parse(readFileSync('tests/corpus/comparisons.json', 'utf8')) as IRow[];

/** As a case says it, with the tolerances that it leaves out. */
function comparisonOf(written: Written): IComparison {
  if (typeof written === 'string') {
    return { way: written, relative: RELATIVE, absolute: ABSOLUTE };
  }
  return { way: 'close', relative: 0, absolute: 0, ...written.close };
}

describe('comparing answers', () => {
  it.each(TABLE.map((row, at) => ({ at, ...row })))(
    'QU10: compares as the table says: $at, $compare, $expected, $got',
    ({ expected, got, compare, equal }) => {
      expect(isValue(got)).toBe(true);
      expect(matches(comparisonOf(compare), expected, got)).toBe(equal);
    }
  );

  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let count = 0; count < depth; count++) {
      value = [value];
    }
    return value;
  };

  it('QU11: takes values that lie too deep for no answer', () => {
    expect(isValue(nested(DEPTH_LIMIT))).toBe(true);
    expect(isValue(nested(DEPTH_LIMIT + 2))).toBe(false);
    expect(matches(EQUAL, nested(DEPTH_LIMIT + 9), nested(DEPTH_LIMIT + 9))).toBe(false);
  });

  it.each([
    { $int: '12a' },
    { $int: 12 },
    { $int: '' },
    { $int: '9'.repeat(5000) },
    { $float: '1' },
    { $set: 1 },
    { $map: [[1]] },
    { $object: ['Point'] },
    { $unheard: 1 },
    { $tuple: [1], $set: [1] },
    { a: 1, $int: '1' },
    { $undefined: 1 },
    undefined
  ])('QU11: takes %j for no value', claim => {
    expect(isValue(claim)).toBe(false);
  });

  it('QU11: tries only so many members with each other', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index + 0.25);
    const apart = numbers.map(each => each + 1e-13).reverse();
    const inAnyOrder: IComparison = { ...EQUAL, way: 'unordered' };
    const pairs = (list: readonly number[]): number[][] => list.map(each => [each]);
    expect(matches(inAnyOrder, numbers, apart)).toBe(true);
    expect(matches(inAnyOrder, pairs(numbers.slice(0, 9)), pairs(apart.slice(-9)))).toBe(true);
    expect(matches(inAnyOrder, pairs(numbers), pairs(apart))).toBe(false);
  });

  it('QU11: searches no long text by an expression', () => {
    const searched: IComparison = { ...EQUAL, way: 'matches' };
    expect(matches(searched, 'a', 'a'.repeat(MATCHED_LIMIT))).toBe(true);
    expect(matches(searched, 'a', 'a'.repeat(MATCHED_LIMIT + 1))).toBe(false);
  });
});
