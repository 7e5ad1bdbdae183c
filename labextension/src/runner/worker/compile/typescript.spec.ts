/** TypeScript's own compiler, and which kind of decorators it makes. */
import { describe, expect, it } from 'vitest';
import { compile } from './typescript';

/** The old kind is called with the member's name, the standard's with a context. */
const isOld = (code: string): boolean => compile(code).script.includes('__decorate(');

const USE = 'class A { @log m() {} }\n';

describe('TS1: decorators are of the kind that their parameters tell', () => {
  it.each([
    'function log(v: any, c: any) {}',
    'function log(v: any, c: ClassMethodDecoratorContext) {}',
    '// TODO(@bob) tidy\nfunction log(v: any, c: any) {}',
    "function log(v: any, c: any) {}\nconsole.log('hi, @bob', '(target: any, key: any)')",
    '/* descriptor: PropertyDescriptor, reflect-metadata */ function log(v: any, c: any) {}',
    'function log(v: any, c: any) { const descriptor = 1; const propertyKey = `descriptor`; }',
    'function log(v: any, c: any) {}\nfunction define(target: object, key: string) {}',
    'function log(v: any, c: any) {}\nconst d = Object.getOwnPropertyDescriptor({}, "a");'
  ])('new: %s', code => {
    expect(isOld(USE + code)).toBe(false);
  });

  it.each([
    'function log(target: any, propertyKey: string, descriptor: PropertyDescriptor) {}',
    'function log(target: any, name: string) {}',
    'const log = (_target: object, _key: string): void => undefined;',
    'function log(a: any, b: string, c: TypedPropertyDescriptor<() => void>) {}',
    'function log(a: any, b: any, c: any) {}\nclass B { m(@log x: string) {} }',
    "import 'reflect-metadata';\nfunction log(a: any, b: any, c: any) {}"
  ])('old: %s', code => {
    expect(isOld(USE + code)).toBe(true);
  });

  it.each([
    ['class A { @log(1) m() {} }', '(a: any, b: any, descriptor: PropertyDescriptor) => {}', true],
    ['class A { @log(1) m() {} }', '(v: any, context: ClassMethodDecoratorContext) => {}', false]
  ])('%s with a factory of %s', (use, made, old) => {
    expect(isOld(`${use}\nfunction log(n: number) { return ${made}; }`)).toBe(old);
  });

  it.each([
    ["// export = x\nimport fs = require('fs')", true],
    ["const text = 'export = x, import a = require'; export { text }", false],
    ['namespace N { export const a = 1 } import b = N.a; export { b }', false]
  ])('TS1: %s is a module of Node’s old kind: %s', (code, old) => {
    expect(/\bexports\b/.test(compile(code).script)).toBe(old);
  });
});
