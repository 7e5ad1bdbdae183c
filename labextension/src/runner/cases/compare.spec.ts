import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ABSOLUTE, EQUAL, MATCHED_LIMIT, RELATIVE, TRIED_LIMIT, matches } from './compare';
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

  const commonOf = (width: number): number[] =>
    Array.from({ length: width - 1 }, (_, at) => 10_000 + at);
  /**
   * Sets of so many sets of so many lists with a number. All but the last member of a set are in every
   * other one, too.
   */
  const setsInSets = (
    [width, ...widths]: readonly number[],
    leaf: (own: number) => unknown,
    own = 0
  ): unknown => ({
    $set: [...commonOf(width), own === 0 ? 20_000 : own + 1000].map(each =>
      widths.length === 0 ? [leaf(each)] : setsInSets(widths, leaf, each)
    )
  });
  /** The same sets, with their members from the last to the first. */
  const turned = (value: unknown): unknown => {
    const members = (value as { $set?: unknown[] }).$set;
    return members === undefined ? value : { $set: [...members].reverse().map(turned) };
  };
  const many = (count: number, width: number): number[] => Array<number>(count).fill(width);
  const WIDTHS = [[33, 33], many(3, 10), many(4, 5), many(6, 3), many(9, 2)];

  it.each(WIDTHS.map(widths => ({ widths })))(
    'QU11: tries sets in sets only so often: $widths',
    ({ widths }) => {
      let looked = 0;
      const counted = (own: number): unknown => ({
        get n() {
          looked++;
          if (looked > 2 * TRIED_LIMIT) {
            throw new Error('this would go on for very long');
          }
          return own;
        }
      });
      const got = (own: number): unknown => ({ $object: [`C${99_999 - own}`, counted(own)] });
      matches(EQUAL, setsInSets(widths, counted), setsInSets(widths, got));
      expect(looked).toBeGreaterThan(0);
    }
  );

  it.each(WIDTHS.map(widths => ({ widths })))(
    'QU10: finds right sets in sets in any order: $widths',
    ({ widths }) => {
      const right = setsInSets(widths, own => own + 0.5);
      const other = setsInSets(widths, own => own + 1);
      expect(matches(EQUAL, right, turned(right))).toBe(true);
      expect(matches(EQUAL, right, other)).toBe(false);
    }
  );

  it('QU10: finds members that are almost the same in any order', () => {
    const inAnyOrder: IComparison = { ...EQUAL, way: 'unordered' };
    const numbers = Array.from({ length: 500 }, (_, index) => index + 0.1);
    const pairs = (apart: number): unknown[] => numbers.map(each => [each + apart, 'a']);
    expect(matches(inAnyOrder, pairs(0), pairs(1e-13).reverse())).toBe(true);
    expect(matches(EQUAL, { $set: pairs(0) }, { $set: pairs(1e-13).reverse() })).toBe(true);
  });

  it('QU11: searches no long text by an expression', () => {
    const searched: IComparison = { ...EQUAL, way: 'matches' };
    expect(matches(searched, 'a', 'a'.repeat(MATCHED_LIMIT))).toBe(true);
    expect(matches(searched, 'a', 'a'.repeat(MATCHED_LIMIT + 1))).toBe(false);
  });
});
