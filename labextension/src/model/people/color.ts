/** A participant's colour made dark enough to carry white text (WCAG 2: 4.5 to 1). */

const ENOUGH_CONTRAST = 4.5;
const STEP = 0.95;

/** `color` is `#rrggbb`. */
export function underWhiteText(color: string): string {
  let channels = [1, 3, 5].map(at => parseInt(color.slice(at, at + 2), 16));
  while (contrastWithWhite(channels) < ENOUGH_CONTRAST) {
    channels = channels.map(channel => Math.floor(channel * STEP));
  }
  return '#' + channels.map(channel => channel.toString(16).padStart(2, '0')).join('');
}

function contrastWithWhite(channels: number[]): number {
  const [red, green, blue] = channels.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
