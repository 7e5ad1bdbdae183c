import { expect, it } from 'vitest';
import { rebase } from './rebase';

it.each([
  ['nobody else changed anything', 'a b c', 'a B c', 'a b c', 'a B c'],
  ['others typed behind it', 'a b c', 'A b c', 'a b cd', 'A b cd'],
  ['others typed before it', 'a b c', 'a b C', 'xa b c', 'xa b C'],
  ['others deleted before it', 'a b c', 'a b C', 'b c', 'b C'],
  ['others wrote the same', 'a b c', 'a B c', 'a B c', 'a B c'],
  ['others changed the same place', 'a b c', 'a B c', 'a x c', 'a B c'],
  ['it was done already', 'a', 'ab', 'ab', 'ab'],
  ['both wrote at the end', 'a', 'ab', 'ac', 'abc']
])('WI3 an edit from Python when %s', (_, base, wanted, now, result) => {
  expect(rebase(base, wanted, now)).toBe(result);
});
