import { describe, expect, it } from 'vitest';
import { compile as compileAll } from './typescript';
import { compile } from './sucrase';

describe('the quick compiler', () => {
  it.each([
    'class A { @log f() {} }',
    '@sealed class A {}',
    'namespace Geo { export const pi = 3 }',
    'declare module "x" { }',
    'class P { accessor n = 1 }',
    '{ using r = open() }',
    "import fs = require('fs')",
    'export = 1',
    'enum Main { Main = 1 }',
    'enum A { B = 1 << 2 }',
    'enum A { B }\nenum A { C = 1 }',
    'const x: = 2'
  ])('TS1 leaves to the real one: %s', code => {
    expect(compile(code)).toBeNull();
  });

  it.each([
    'const a: number = 1',
    'enum Color { Red, Green = 2, Blue = "b" }',
    '/** @param x one; namespace Geo { } */ const s = "@x"; // accessor n',
    'const f = <T,>(x: T): T => x',
    "import type { X } from './x'; const using = 1"
  ])('TS1 does the rest: %s', code => {
    expect(compile(code)).not.toBeNull();
  });

  it('TS2 knows lines and columns of the source', () => {
    const code = "interface A {\n  b: string\n}\nconst x: number = 1; boom('a' as string)";
    for (const { script, place } of [compile(code) ?? compileAll(''), compileAll(code)]) {
      const lines = script.split('\n');
      const line = lines.findIndex(each => each.includes('boom'));
      const found = place({ line: line + 1, column: lines[line].indexOf('boom') + 1 });
      expect(found).toEqual({ line: 4, column: 22 });
    }
  });

  it('TS2 the real one tells where it does not understand', () => {
    expect(() => compileAll('let a = 1;\nlet b: = 2')).toThrow(
      expect.objectContaining({ message: 'Type expected', place: { line: 2, column: 8 } }) as Error
    );
  });
});
