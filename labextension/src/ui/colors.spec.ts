import { expect, it } from 'vitest';
import { safeColor, textOn } from './colors';

/** Contrast as WCAG 2 defines it, worked out apart from the code under test. */
function contrast(one: string, other: string): number {
  const luminance = (color: string): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const part = parseInt(color.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it('gives every colour a text that can be read on it', () => {
  const steps = ['00', '33', '66', '99', 'cc', 'ff'];
  const colors = steps.flatMap(r => steps.flatMap(g => steps.map(b => `#${r}${g}${b}`)));
  const hard = colors.filter(color => contrast(color, textOn(color)) < 4.5);
  expect(hard).toEqual([]);
});

it.each([undefined, 'red', '#12345', '#1234567', 'url(//x)', '#12345g', 'red;--x:1'])(
  'lets no style through that is not a colour: %s',
  color => expect(safeColor(color)).toBe('#757575')
);
