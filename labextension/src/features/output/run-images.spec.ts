import { expect, it } from 'vitest';
import { golden } from '../../../tests/golden';
import { sizeOf } from './run-images';

it('knows the size of the golden picture', () => {
  const { frame } = golden('sync-send-run-image.json');
  const { text } = (frame as { payload: { text: string } }).payload;
  expect(sizeOf(text.trim())).toEqual({ width: 1, height: 1 });
});

it.each(['', 'x'.repeat(40), btoa('GIF89a' + ' '.repeat(40)), '"onload='.repeat(9)])(
  'takes nothing else for a picture: %j',
  text => {
    expect(sizeOf(text)).toBeNull();
  }
);
