/** QU34: a difference is shown where it is, and blanks can be seen in it. */
import { expect, it } from 'vitest';
import { areShort, sidesOf, withBlanks } from './case-difference';

it('QU34: what both have at the beginning and at the end is no difference', () => {
  expect(sidesOf('[1, 2, 3]', '[1, 5, 3]')).toEqual([
    { before: '[1, ', middle: '2', after: ', 3]' },
    { before: '[1, ', middle: '5', after: ', 3]' }
  ]);
  expect(sidesOf('ab', 'abb')[1]).toEqual({ before: 'ab', middle: 'b', after: '' });
  expect(sidesOf('', 'x')[0]).toEqual({ before: '', middle: '', after: '' });
});

it('QU34: of a long text only what is around the difference is shown', () => {
  const [expected, got] = sidesOf(`${'a'.repeat(500)}1${'b'.repeat(500)}`, 'a'.repeat(500));
  expect(expected.before).toBe(`…${'a'.repeat(120)}`);
  expect(expected.middle).toBe(`1${'b'.repeat(500)}`);
  expect(got).toEqual({ before: `…${'a'.repeat(120)}`, middle: '', after: '' });
  const [one] = sidesOf(`1${'b'.repeat(500)}`, `2${'b'.repeat(500)}`);
  expect(one.after).toBe(`${'b'.repeat(120)}…`);
});

it('QU34: blanks and letters that nobody sees have signs', () => {
  expect(withBlanks('a b\tc\n\u200b\u00a0')).toBe('a·b→\tc↵\n<U+200B>⍽');
  expect(sidesOf('a ', 'a')[0].middle).toBe('·');
});

it('QU34: an emoji is not cut into halves', () => {
  expect(sidesOf('\u{1f600}', '\u{1f601}')[0].middle).toBe('\u{1f600}');
});

it.each([
  ['3', '4', true],
  ['a'.repeat(61), '4', false],
  ['a\nb', 'a', false],
  ['a ', 'a', false],
  ['a  b', 'a b', false]
])('%j and %j: %s', (expected, got, short) => {
  expect(areShort(expected, got)).toBe(short);
});
