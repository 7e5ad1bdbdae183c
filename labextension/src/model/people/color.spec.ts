import { describe, expect, it } from 'vitest';
import { underWhiteText } from './color';

/** Relative luminance by the formula of WCAG 2.2, written out apart from the code under test. */
function luminance(color: string): number {
  const linear = (hex: string): number => {
    const c = parseInt(hex, 16) / 255;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  };
  return (
    0.2126 * linear(color.slice(1, 3)) +
    0.7152 * linear(color.slice(3, 5)) +
    0.0722 * linear(color.slice(5, 7))
  );
}

describe('a colour under white text', () => {
  it.each(['#ffffff', '#ffff00', '#bcbd22', '#17becf', '#ff7f0e', '#00ff00', '#e377c2'])(
    '%s becomes dark enough',
    color => {
      const darker = underWhiteText(color);
      expect(darker).toMatch(/^#[0-9a-f]{6}$/);
      expect(1.05 / (luminance(darker) + 0.05)).toBeGreaterThanOrEqual(4.5);
    }
  );

  it('a dark colour stays as it is', () => {
    expect(underWhiteText('#1f4a77')).toBe('#1f4a77');
  });
});
