import { describe, expect, it } from 'vitest';
import { splitStack } from './stack';

const URL = 'blob:null/1b2c';
const FILE = { url: URL, name: 'solution.js' };

describe('splitStack', () => {
  it('keeps the program and drops the harness, in the form of Chromium', () => {
    const stack = [
      'TypeError: x is not a function',
      `    at f (${URL}:2:8)`,
      '    at Array.map (<anonymous>)',
      `    at async ${URL}:4:5`,
      '    at blob:null/other:1:99',
      '    at new Promise (<anonymous>)'
    ].join('\n');
    expect(splitStack(stack, FILE)).toEqual({
      heading: 'TypeError: x is not a function',
      frames: [
        '    at f (solution.js:2:8)',
        '    at Array.map (<anonymous>)',
        '    at async solution.js:4:5'
      ]
    });
  });

  it('puts the form of Firefox and Safari into the same words', () => {
    const stack = `f@${URL}:2:8\n@${URL}:4:5\nmain@blob:null/other:1:99\n`;
    expect(splitStack(stack, FILE)).toEqual({
      heading: '',
      frames: ['    at f (solution.js:2:8)', '    at solution.js:4:5']
    });
  });

  it('takes a message of several lines whole', () => {
    const stack = `Error: one\ntwo of ${URL}\n    at ${URL}:1:1`;
    expect(splitStack(stack, FILE)).toEqual({
      heading: 'Error: one\ntwo of solution.js',
      frames: ['    at solution.js:1:1']
    });
  });

  it('has no frames for an error that came from nowhere', () => {
    expect(splitStack('Error: x', FILE)).toEqual({ heading: 'Error: x', frames: [] });
  });
});
