/**
 * Pictures that a program printed: PNGs in base64, a line each. They come from strangers' programs,
 * so the browser is given nothing that is not a PNG or is too big to draw.
 */
import * as React from 'react';
import { useTrans } from '../../ui/translation';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const SIGNATURE = '\x89PNG\r\n\x1a\n';
const MOST_PIXELS = 16_000_000;

/** Width and height of a PNG in base64; null for anything else. */
export function sizeOf(base64: string): { width: number; height: number } | null {
  if (!BASE64.test(base64) || base64.length % 4 !== 0 || base64.length < 36) {
    return null;
  }
  const head = atob(base64.slice(0, 36));
  if (!head.startsWith(SIGNATURE) || head.slice(12, 16) !== 'IHDR') {
    return null;
  }
  const number = (at: number): number =>
    [0, 1, 2, 3].reduce((sum, offset) => sum * 256 + head.charCodeAt(at + offset), 0);
  return { width: number(16), height: number(20) };
}

/** `text` may end in the middle of a picture: more of it is to come, or was cut. */
export function RunImages({ text }: { text: string }): JSX.Element {
  const pictures = text.split('\n').slice(0, -1);
  return (
    <div className="jpi-Run-images">
      {pictures.map((picture, index) => (
        <Picture key={index} base64={picture} />
      ))}
    </div>
  );
}

const Picture = React.memo(({ base64 }: { base64: string }): JSX.Element => {
  const trans = useTrans();
  const size = sizeOf(base64);
  if (size === null || size.width * size.height > MOST_PIXELS) {
    return <p className="jpi-Run-note">{trans.__('A picture that cannot be shown.')}</p>;
  }
  return (
    <img
      src={`data:image/png;base64,${base64}`}
      width={size.width}
      height={size.height}
      alt={trans.__('Picture printed by the program')}
    />
  );
});
Picture.displayName = 'Picture';
