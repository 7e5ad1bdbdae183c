/** A participant's colour and the text that can be read on it. */

const FALLBACK = '#757575';

/** The colour as the server sends it, or grey: it goes into styles, so nothing else may pass. */
export function safeColor(color: string | undefined): string {
  return color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : FALLBACK;
}

/** Black or white, whichever contrasts more; never under 4.5 to 1. */
export function textOn(color: string): '#000000' | '#ffffff' {
  const light = luminance(safeColor(color));
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#000000' : '#ffffff';
}

/** Relative luminance as WCAG 2 defines it, 0 to 1. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
