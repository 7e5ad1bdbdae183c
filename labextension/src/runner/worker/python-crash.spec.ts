import { describe, expect, it } from 'vitest';
import { describeCrash, reasonOf } from './python-crash';

const STACK = [
  'Stack (most recent call first):',
  '  File "/lib/python314.zip/ctypes/__init__.py", line 619 in string_at',
  '  File "solution.py", line 3 in f',
  '  File "solution.py", line 4 in <module>',
  '  File "<exec>", line 72 in run'
].join('\n');

describe('describeCrash', () => {
  it('turns the stack over and keeps the program of it', () => {
    expect(describeCrash(new Error('memory access out of bounds'), STACK)).toEqual({
      state: 'crashed',
      error: [
        'Traceback (most recent call last):',
        '  File "solution.py", line 4, in <module>',
        '  File "solution.py", line 3, in f',
        'The Python interpreter crashed: memory access out of bounds'
      ].join('\n')
    });
  });

  it('says that some calls are left out of a deep recursion', () => {
    const deep = Array.from({ length: 100 }, () => '  File "solution.py", line 2 in f').join('\n');
    const { state, error } = describeCrash(
      new RangeError('Maximum call stack size exceeded'),
      deep
    );
    expect(state).toBe('error');
    expect(error.split('\n').slice(0, 3)).toEqual([
      'Traceback (most recent call last):',
      '  [Older calls are left out]',
      '  File "solution.py", line 2, in f'
    ]);
    expect(error).toMatch(/\nRecursionError: the calls went deeper than the sandbox can bear$/);
    expect(error.split('\n')).toHaveLength(11);
  });
});

describe('reasonOf', () => {
  it.each([
    [new Error('Traceback:\n  File x\nZeroDivisionError: no\n'), 'ZeroDivisionError: no'],
    ['text', 'text'],
    [undefined, 'undefined']
  ])('is the last line of %s', (error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});
