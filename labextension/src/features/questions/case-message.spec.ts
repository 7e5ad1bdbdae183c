import { nullTranslator } from '@jupyterlab/translation';
import type { TranslationBundle } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { readTested } from '../../runner/cases/outside';
import { messageOf } from './case-message';

const plain = nullTranslator.load('jupyter_interview');

/** A language that is English in capitals. */
const shouting = {
  ...{ __: (text: string, ...args: string[]) => plain.__(text.toUpperCase(), ...args) }
} as unknown as TranslationBundle;

const told = (kind: string): string =>
  readTested(JSON.stringify({ kind, message: 'KeyError: a', line: 7 }), 'test_sum.py').message;

describe('what is said of a test', () => {
  it.each([
    ['raised', 'THE PROGRAM RAISED THIS IN test_sum.py:7.'],
    ['broken', 'test_sum.py:7: THE TEST ITSELF WENT WRONG: KeyError: a'],
    ['failed', 'test_sum.py:7: KeyError: a'],
    ['fine', 'THE TEST CODE GAVE NO RESULT.']
  ])('QU46: of test code that %s is in the language of who reads it', (kind, sentence) => {
    expect(messageOf({ message: told(kind) }, shouting)).toBe(sentence);
  });

  it('QU34: a time limit is, too', () => {
    const message = 'Stopped after 0.5 s: time limit of this test';
    expect(messageOf({ message }, plain)).toBe(message);
    expect(messageOf({ message }, shouting)).toMatch(/^STOPPED AFTER 0.5 S/);
  });
});
