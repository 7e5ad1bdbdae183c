// @vitest-environment jsdom
/** QU33: two panes of which the first may come later, be folded, and go. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw } from '../../tests/draw';
import { SplitView } from './split-view';

const LABEL = 'Resize';

it('QU33: what is in the second pane stays as it is, whatever becomes of the first', async () => {
  const panes = (shows: 'both' | 'folded' | 'second', first: React.ReactNode): JSX.Element => (
    <SplitView label={LABEL} shows={shows} first={first} second={<input />} />
  );
  const redraw = await draw(panes('second', null));
  const field = document.querySelector('input')!;
  field.focus();
  for (const shows of ['both', 'folded', 'both', 'second'] as const) {
    await redraw(panes(shows, shows === 'second' ? null : <p>{shows}</p>));
    expect(document.querySelector('input')).toBe(field);
    expect(document.activeElement).toBe(field);
  }
});

it('QU33: whoever moves the bar is heard, within bounds', async () => {
  const moved: number[] = [];
  await draw(
    <SplitView
      label={LABEL}
      percent={74}
      onMoved={percent => moved.push(percent)}
      first={null}
      second={null}
    />
  );
  const bar = document.querySelector('[role="separator"]')!;
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Enter']) {
    await done(() => bar.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  }
  expect(moved).toEqual([79, 80, 75]);
  expect(bar.getAttribute('aria-valuenow')).toBe('75');
});
