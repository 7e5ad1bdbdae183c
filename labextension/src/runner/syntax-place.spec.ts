import { describe, expect, it } from 'vitest';
import { placeSyntaxError } from './syntax-place';

describe('placeSyntaxError', () => {
  it('shows the line and points below it, tabs kept', () => {
    expect(placeSyntaxError('a\n\tlet = 1', 'SyntaxError: no', '2:6')).toBe(
      'solution.js:2:6\n\tlet = 1\n\t   ' + ' ^\nSyntaxError: no'
    );
  });

  it('does not print a line that is too long to read', () => {
    const code = `let ${'x'.repeat(200)} y`;
    expect(placeSyntaxError(code, 'SyntaxError: no', '1:206')).toBe(
      'solution.js:1:206\nSyntaxError: no'
    );
  });

  it.each([null, '', 'x', '1', '1:2:3'])('leaves the sentence alone without a place: %j', place => {
    expect(placeSyntaxError('code', 'SyntaxError: no', place)).toBe('SyntaxError: no');
  });
});
