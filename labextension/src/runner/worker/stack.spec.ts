/** JS1, JS2: stacks as the three engines write them, recorded there, and told in one form. */
import { afterEach, describe, expect, it } from 'vitest';
import { installStacks, splitStack, stackOf, withoutOurs, withoutUrl } from './stack';

const URL = 'blob:null/1b2c';
const OTHER = 'blob:null/9f9f';
const FILE = { url: URL, name: 'solution.js' };

/** An error whose stack is this; without one it is as JavaScriptCore's DOMException. */
function errorWith(error: Error, stack: string | undefined): Error {
  Object.defineProperty(error, 'stack', { value: stack, configurable: true });
  return error;
}

describe('splitStack', () => {
  it('JS2 keeps the program and drops the harness, in the form of V8', () => {
    const stack = [
      'TypeError: x is not a function',
      `    at f (${URL}:2:8)`,
      '    at Array.map (<anonymous>)',
      `    at async ${URL}:4:5`,
      `    at ${OTHER}:1:99`,
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

  it.each([
    ['SpiderMonkey', [`f@${URL}:2:8`, `@${URL}:4:5`, `main@${OTHER}:1:99`, '']],
    ['SpiderMonkey, a script', [`f@${URL}:2:8`, `__interviewProgram@${URL}:4:5`, '']],
    ['SpiderMonkey, nameless functions', [`f@${URL}:2:8`, `f/<@${URL}:4:5`, `r@${OTHER}:1:2`]],
    ['SpiderMonkey, code that was made', [`f@${URL}:2:8`, `@${URL} line 9 > eval:4:5`]],
    ['SpiderMonkey, later', [`promise callback*f@${URL}:2:8`, `setTimeout handler*@${URL}:4:5`]],
    ['JavaScriptCore', [`f@${URL}:2:8`, `module code@${URL}:4:5`, 'evaluate@[native code]']],
    ['JavaScriptCore, global code', [`f@${URL}:2:8`, `global code@${URL}:4:5`]],
    ['JavaScriptCore, eval code', [`f@${URL}:2:8`, `eval code@${URL}:4:5`, 'eval@[native code]']],
    [
      'JavaScriptCore, a constructor that nobody wrote',
      ['MyError@', `f@${URL}:2:8`, `@${URL}:4:5`]
    ],
    [
      'JavaScriptCore, natives',
      [`f@${URL}:2:8`, 'map@[native code]', `@${URL}:4:5`, '[native code]']
    ]
  ])('JS2 puts the form of %s into the same words', (_, lines) => {
    expect(splitStack(lines.join('\n'), FILE)).toEqual({
      heading: null,
      frames: ['    at f (solution.js:2:8)', '    at solution.js:4:5']
    });
  });

  it.each([
    ['async f', `async f@${URL}:1:2`],
    ['async f', `async*f@${URL}:1:2`],
    ['g', `outer/g@${URL}:1:2`],
    ['get size', `get size@${URL}:1:2`]
  ])('JS2 names the function %s', (name, line) => {
    expect(splitStack(line, FILE).frames).toEqual([`    at ${name} (solution.js:1:2)`]);
  });

  it('JS2 shows the function that holds a program as the program itself', () => {
    const stack = `Error: x\n    at Object.__interviewProgram (${URL}:1:2)\n    at g (${OTHER}:1:1)`;
    expect(splitStack(stack, FILE).frames).toEqual(['    at solution.js:1:2']);
  });

  it('JS2 cuts what a deep recursion leaves', () => {
    const stack = Array.from({ length: 128 }, () => `f@${URL}:1:2`).join('\n');
    expect(splitStack(stack, FILE).frames).toHaveLength(10);
  });

  it('JS2 tells places of the text that was written', () => {
    const file = {
      ...FILE,
      place: ({ line, column }: { line: number; column: number }) => ({
        line: line - 1,
        column: column + 2
      })
    };
    expect(splitStack(`Error: x\n    at f (${URL}:2:8)`, file).frames).toEqual([
      '    at f (solution.js:1:10)'
    ]);
    expect(splitStack(`f@${URL}:2:8`, file).frames).toEqual(['    at f (solution.js:1:10)']);
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
    expect(splitStack('Error: mail me@example.com:1:2', FILE).heading).toContain('mail me');
  });
});

describe('stackOf', () => {
  class OddError extends Error {}
  class NamedError extends Error {
    override name = 'Named';
  }

  it.each([
    ['V8', `Error: boom\n    at f (${URL}:2:8)`],
    ['SpiderMonkey', `f@${URL}:2:8\n@${OTHER}:4:5\n`],
    ['JavaScriptCore', `f@${URL}:2:8\nmodule code@${OTHER}:4:5`]
  ])('JS1 says name and message of an error in %s', (_, stack) => {
    const text = 'Error: boom\n    at f (solution.js:2:8)';
    expect(stackOf(errorWith(new Error('boom'), stack), FILE)).toBe(text);
    expect(stackOf(errorWith(new OddError('boom'), stack), FILE)).toBe(text);
  });

  it('JS1 takes the name from the error where the stack has none', () => {
    const stack = `module code@${URL}:2:8`;
    expect(stackOf(errorWith(new NamedError('boom'), stack), FILE)).toBe(
      'Named: boom\n    at solution.js:2:8'
    );
    expect(stackOf(errorWith(new RangeError(), ''), FILE)).toBe('RangeError');
    expect(stackOf(errorWith(new TypeError('bad'), undefined), FILE)).toBe('TypeError: bad');
  });

  it('JS1 survives an error that cannot be asked', () => {
    const error = errorWith(new Error('x'), undefined);
    Object.defineProperty(error, 'message', {
      get: () => {
        throw new Error('no');
      }
    });
    expect(stackOf(error, FILE)).toBe('Error');
  });
});

describe('a stack that is read from the prototype of errors, as in SpiderMonkey', () => {
  afterEach(() => {
    Reflect.deleteProperty(Error.prototype, 'stack');
  });

  function errorOf(stack: string): Error {
    Object.defineProperty(Error.prototype, 'stack', { get: () => stack, configurable: true });
    installStacks(FILE);
    const error = new TypeError('can\'t access property "f" of null');
    Reflect.deleteProperty(error, 'stack');
    return error;
  }

  it.each([
    ['the program itself', '__interviewProgram@', '    at solution.js:1:7'],
    ['a function', 'f@', '    at f (solution.js:1:7)'],
    ['an async function', 'async*f@', '    at async f (solution.js:1:7)']
  ])('JS2 keeps its places when it is told a second time: %s', (_, name, frame) => {
    const error = errorOf(`${name}${URL}:1:7\nrunModule@${OTHER}:5:6\n`);
    const text = `TypeError: can't access property "f" of null\n${frame}`;
    expect(error.stack).toBe(text);
    expect(stackOf(error, FILE)).toBe(text);
    expect(splitStack(text, FILE).frames).toEqual([frame]);
    expect(stackOf(errorWith(new Error('x'), text), FILE)).toBe(text);
  });
});

describe('text that holds a stack', () => {
  it('JS2 shows the own frames of a stack that a program read', () => {
    const v8 = `Error: x\n    at f (${URL}:2:8)\n    at Yi (${OTHER}:40:8)`;
    expect(withoutOurs(v8, FILE)).toBe('Error: x\n    at f (solution.js:2:8)');
    const other = `f@${URL}:2:8\nYi@${OTHER}:40:8`;
    expect(withoutOurs(other, FILE)).toBe('    at f (solution.js:2:8)');
    expect(withoutOurs('at home\nme@there', FILE)).toBe('at home\nme@there');
  });

  it('JS2 puts the name of the file for its address, with and without a place', () => {
    const file = { ...FILE, place: () => ({ line: 7, column: 1 }) };
    expect(withoutUrl(`see ${URL}:3:4 and ${URL}`, file)).toBe(
      'see solution.js:7:1 and solution.js'
    );
  });
});
