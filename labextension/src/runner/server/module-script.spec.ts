import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { asScript } from './module-script';

const evaluated = (module: string): unknown => (0, eval)(asScript(module)) as unknown;

describe('a module as a script', () => {
  it('evaluates to what the module exports', () => {
    expect(
      evaluated('const a = 1, b = 2; export{a as first,b};\n//# sourceMappingURL=a.map')
    ).toEqual({
      first: 1,
      b: 2
    });
    expect(evaluated('function $f() { return this }\nexport default $f;')).toEqual({
      default: expect.any(Function) as unknown
    });
  });

  it('is strict, and keeps its names and its place to itself', () => {
    const module =
      'const where = import.meta.url;function f(){return [this, where]}export default f';
    const { default: f } = evaluated(module) as { default: () => unknown };
    expect(f()).toEqual([undefined, 'http://sandbox.invalid/']);
    expect('where' in globalThis).toBe(false);
  });

  it('refuses what exports in another way', () => {
    expect(() => asScript('export const a = 1;')).toThrow(SyntaxError);
  });

  it('is the loader of Pyodide, and its interpreter', () => {
    const { resolve } = createRequire(import.meta.url);
    const of = (name: string): unknown =>
      evaluated(readFileSync(resolve(`pyodide/${name}`), 'utf8'));
    expect(of('pyodide.mjs')).toMatchObject({ loadPyodide: expect.any(Function) as unknown });
    expect(of('pyodide.asm.mjs')).toEqual({ default: expect.any(Function) as unknown });
  });
});
