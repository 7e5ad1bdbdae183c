import { expect, it } from 'vitest';
import { harmless } from './spreadsheet';

it.each([
  ['\t-1', "'\t'-1"],
  ['\n=1', "'\n'=1"],
  ['\t\t=1', "'\t'\t'=1"],
  ['a;@b', "a;'@b"],
  [' =1', "' =1"],
  ['a\n=1', "a\n'=1"],
  ['=', "'="],
  ['a=1', 'a=1']
])('CS3: writes %j as %j, in which no spreadsheet sees a formula', (cell, written) => {
  expect(harmless(cell)).toBe(written);
});
