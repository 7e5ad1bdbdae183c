import { describe, expect, it } from 'vitest';
import { contrast, cssOf, readable } from './ansi-colors';
import { Terminal } from './terminal';

type Rgb = [number, number, number];
const rgb = (text: unknown): Rgb => String(text).match(/\d+/g)!.map(Number) as Rgb;

function styleOf(codes: string): Record<string, string> {
  const { style } = new Terminal().write(`\x1b[${codes}mx`)[0];
  return style === null ? {} : (cssOf(style) as Record<string, string>);
}

const EVERY = [
  ...[...Array(8).keys()].flatMap(n => [`${30 + n}`, `${90 + n}`]),
  ...[...Array(256).keys()].map(n => `38;5;${n}`),
  '38;2;10;10;10',
  '38;2;250;250;250'
];

describe('OU20: colours can be read', () => {
  it.each(EVERY)('%s on white, on the ground of stderr and on both of the dark theme', codes => {
    const css = styleOf(codes);
    for (const ground of ['255 255 255', '253 243 232']) {
      expect(contrast(rgb(css['--jpi-on-light']), rgb(ground))).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['33 33 33', '51 44 34']) {
      expect(contrast(rgb(css['--jpi-on-dark']), rgb(ground))).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['44', '30;40', '37;47', '31;41', '7;33', '7;33;44', '33;43', '48;2;128;128;128'])(
    '%s on the ground that the program chose',
    codes => {
      const css = styleOf(codes);
      const ground = rgb(css.backgroundColor);
      expect(contrast(rgb(css['--jpi-on-light']), ground)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rgb(css['--jpi-on-dark']), ground)).toBeGreaterThanOrEqual(4.5);
    }
  );

  it.each(['2', '2;31', '2;97', '2;44', '2;30;47'])('%s, which is dim', codes => {
    const css = styleOf(codes);
    const grounds = css.backgroundColor?.startsWith('rgb')
      ? [css.backgroundColor, css.backgroundColor]
      : ['253 243 232', '51 44 34'];
    const fronts = [css['--jpi-on-light'], css['--jpi-on-dark']];
    for (const [at, front] of fronts.entries()) {
      expect(contrast(rgb(front), rgb(grounds[at]))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(rgb(front), rgb(grounds[at]))).toBeLessThan(12);
    }
  });

  it('leaves a colour that can be read as it is', () => {
    expect(readable([0, 0, 200], [255, 255, 255])).toEqual([0, 0, 200]);
  });

  it('draws decorations', () => {
    expect(styleOf('1;3;4;9')).toEqual({
      fontWeight: 'bold',
      fontStyle: 'italic',
      textDecorationLine: 'underline line-through'
    });
  });
});
