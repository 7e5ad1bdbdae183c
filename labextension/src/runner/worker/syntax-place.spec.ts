import * as acorn from 'acorn';
import { describe, expect, it } from 'vitest';
import { findSyntaxError, placeSyntaxError } from './syntax-place';
import type { IAcorn } from './syntax-place';

const FILE = { name: 'solution.js' };

describe('placeSyntaxError', () => {
  it('shows the line and points below it, tabs kept', () => {
    expect(placeSyntaxError('a\n\tlet = 1', 'SyntaxError: no', { line: 2, column: 6 }, FILE)).toBe(
      'solution.js:2:6\n\tlet = 1\n\t   ' + ' ^\nSyntaxError: no'
    );
  });

  it('does not print a line that is too long to read', () => {
    const code = `let ${'x'.repeat(200)} y`;
    expect(placeSyntaxError(code, 'SyntaxError: no', { line: 1, column: 206 }, FILE)).toBe(
      'solution.js:1:206\nSyntaxError: no'
    );
  });

  it('leaves the sentence alone without a place', () => {
    expect(placeSyntaxError('code', 'SyntaxError: no', null, FILE)).toBe('SyntaxError: no');
  });
});

describe('findSyntaxError', () => {
  it('tells line and column from 1, and nothing of code that parses', () => {
    const reader = acorn as unknown as IAcorn;
    expect(findSyntaxError(reader, 'let a = 1;\nlet let = 2')).toMatchObject({
      line: 2,
      column: 5,
      message: expect.stringContaining('let') as string
    });
    expect(findSyntaxError(reader, 'await 1; export const a = import.meta')).toBeNull();
  });
});
