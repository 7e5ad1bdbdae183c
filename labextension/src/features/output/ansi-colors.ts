/**
 * Makes colours that a program chose readable: on the light ground, on the dark one, and on a
 * ground that the program chose too.
 */
import type * as React from 'react';
import type { ITextStyle } from './terminal';

type Rgb = readonly [number, number, number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The darkest ground of the light theme under text, and the lightest of the dark one. */
const LIGHT_GROUND: Rgb = [253, 236, 234];
const DARK_GROUND: Rgb = [58, 42, 40];

/** WCAG 2.2, 1.4.3. */
const CONTRAST = 4.5;

const known = new WeakMap<ITextStyle, React.CSSProperties>();

/** For an element of the class `jpi-Ansi`. */
export function cssOf(style: ITextStyle): React.CSSProperties {
  const found = known.get(style) ?? compute(style);
  known.set(style, found);
  return found;
}

function compute({ color, background, decorations }: ITextStyle): React.CSSProperties {
  const has = (name: ITextStyle['decorations'][number]): boolean => decorations.includes(name);
  const reverse = has('reverse');
  const [front, ground] = [rgbOf(color), rgbOf(background)];
  const lines = [has('underline') && 'underline', has('strikethrough') && 'line-through'];
  return {
    ...(has('dim') && !reverse
      ? dimmed(front, ground)
      : colors(reverse ? (ground ?? 'ground') : front, reverse ? (front ?? 'text') : ground)),
    ...(has('bold') ? { fontWeight: 'bold' } : {}),
    ...(has('italic') ? { fontStyle: 'italic' } : {}),
    ...(lines.some(Boolean) ? { textDecorationLine: lines.filter(Boolean).join(' ') } : {})
  };
}

/** The colour half-way to the ground, or as far on that way as it can be read. */
function dimmed(front: Rgb | null, ground: Rgb | null): React.CSSProperties {
  const on = (place: Rgb): Rgb => readable(mix(front ?? bestOn(place), place, 0.5), place);
  return ground === null
    ? onTheme(on(LIGHT_GROUND), on(DARK_GROUND))
    : { backgroundColor: cssColor(ground), ...onTheme(on(ground), on(ground)) };
}

/** `ground` and `text` are the theme's own, swapped. */
function colors(front: Rgb | 'ground' | null, ground: Rgb | 'text' | null): React.CSSProperties {
  if (ground === null) {
    return front === null || front === 'ground'
      ? {}
      : onTheme(readable(front, LIGHT_GROUND), readable(front, DARK_GROUND));
  }
  if (ground === 'text') {
    const usual = { backgroundColor: 'var(--jp-content-font-color1)' };
    return front === 'ground' || front === null
      ? { ...usual, ...onTheme(WHITE, BLACK) }
      : { ...usual, ...onTheme(readable(front, [33, 33, 33]), readable(front, WHITE)) };
  }
  const chosen = front === null || front === 'ground' ? bestOn(ground) : readable(front, ground);
  return { backgroundColor: cssColor(ground), ...onTheme(chosen, chosen) };
}

function onTheme(light: Rgb, dark: Rgb): React.CSSProperties {
  const variables: Record<string, string> = {
    '--jpi-on-light': cssColor(light),
    '--jpi-on-dark': cssColor(dark)
  };
  return variables;
}

function rgbOf(text: string | null): Rgb | null {
  const parts = text?.split(',').map(Number) ?? [];
  return parts.length === 3 && parts.every(part => part >= 0 && part <= 255)
    ? [parts[0], parts[1], parts[2]]
    : null;
}

/** The colour itself, or the nearest readable one between it and black or white. */
export function readable(color: Rgb, ground: Rgb): Rgb {
  const end = bestOn(ground);
  for (let step = 0; step <= 20; step++) {
    const mixed = mix(color, end, step / 20);
    if (contrast(mixed, ground) >= CONTRAST) {
      return mixed;
    }
  }
  return end;
}

function bestOn(ground: Rgb): Rgb {
  return contrast(WHITE, ground) > contrast(BLACK, ground) ? WHITE : BLACK;
}

function mix(from: Rgb, to: Rgb, part: number): Rgb {
  const channel = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * part);
  return [channel(0), channel(1), channel(2)];
}

/** As WCAG defines it. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function cssColor(color: Rgb): string {
  return `rgb(${color.join(', ')})`;
}
