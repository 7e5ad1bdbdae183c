/** JS5: one sentence for what a program cannot have. */
import { describe, expect, it, vi } from 'vitest';
import { adviceOnError, adviceOnModule, looksLikeJsx, NO_NETWORK } from './advice';

const advise = (name: string): string => adviceOnModule(name, ['assert', 'fs']);

describe('advice', () => {
  it.each(['./helper.js', '../lib', '/abs.js', '.', '..'])(
    'JS5 a program is one file: %s',
    name => {
      expect(advise(name)).toMatch(/^A program here is one file/);
    }
  );

  it.each(['http', 'node:https', 'net', 'https://esm.sh/lodash'])('JS5 no network: %s', name => {
    expect(advise(name)).toContain(NO_NETWORK);
  });

  it.each(['child_process', 'node:worker_threads', 'cluster'])('JS5 one thread: %s', name => {
    expect(advise(name)).toContain('one thread');
  });

  it.each(['lodash', '@scope/pkg', 'react', 'utils'])('JS5 no packages: %s', name => {
    expect(advise(name)).toMatch(/^Packages of npm are not in this sandbox/);
    expect(advise(name)).toContain('assert, fs');
  });

  it.each(['zlib', 'node:vm', 'node:nothing'])('JS5 other modules of Node: %s', name => {
    expect(advise(name)).toBe("Of Node's modules there are here: assert, fs.");
  });

  it.each([
    ['V8 and SpiderMonkey', 'document is not defined'],
    ['JavaScriptCore', "Can't find variable: document"]
  ])('JS5 there is no page, in the words of %s', (_, message) => {
    expect(adviceOnError(new ReferenceError(message), null)).toContain('no page');
  });

  it.each([
    ['V8', "Cannot read properties of undefined (reading 'digest')"],
    ['SpiderMonkey', 'can\'t access property "digest", crypto.subtle is undefined'],
    ['JavaScriptCore', "undefined is not an object (evaluating 'crypto.subtle.digest')"]
  ])(
    'JS5 there is no crypto.subtle where the browser keeps it, in the words of %s',
    (_, message) => {
      vi.stubGlobal('crypto', {});
      expect(adviceOnError(new TypeError(message), null)).toContain('createHash');
      vi.unstubAllGlobals();
      expect(adviceOnError(new TypeError(message), null)).toBeNull();
    }
  );

  it('JS5 no context follows await', () => {
    expect(advise('node:async_hooks')).toContain('as an argument');
  });

  it.each([
    'total is not defined',
    'assignment to undeclared variable total',
    "Can't find variable: total"
  ])('JS5 a module is strict: %s', message => {
    const error = new ReferenceError(message);
    expect(adviceOnError(error, 'import "fs"; total = 1')).toContain('strict');
    expect(adviceOnError(error, 'import "fs"; print(total == 1)')).toBeNull();
    expect(adviceOnError(error, null)).toBeNull();
  });

  it('JS5 has nothing to say of other errors, whatever they are', () => {
    expect(adviceOnError(new TypeError('document is not defined'), null)).toBeNull();
    expect(adviceOnError(undefined, null)).toBeNull();
    expect(adviceOnError(new Proxy({}, { get: () => null }), null)).toBeNull();
  });

  it('TS4 knows JSX from generics and comparisons', () => {
    expect(looksLikeJsx('const a = <div>x</div>')).toBe(true);
    expect(looksLikeJsx('return (\n  <App.Menu name="x" />\n)')).toBe(true);
    expect(looksLikeJsx('const f = () => <>x</>')).toBe(true);
    expect(looksLikeJsx('const f = <T>(x: T) => x; if (a < b) {}')).toBe(false);
    expect(looksLikeJsx('let x = ; // </b>')).toBe(false);
  });
});
