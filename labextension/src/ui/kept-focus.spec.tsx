// @vitest-environment jsdom
/** PA9: where the focus goes when its control goes. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw, get } from '../../tests/draw';
import { useKeptFocus } from './kept-focus';

const FAR = 'Far';

function Part(props: { rows: readonly string[] }): JSX.Element {
  const part = React.useRef<HTMLDivElement>(null);
  useKeptFocus(part);
  return (
    <div ref={part}>
      <button type="button">{FAR}</button>
      <ul>
        {props.rows.map(row => (
          <li key={row}>
            <button type="button">{row}</button>
          </li>
        ))}
      </ul>
    </div>
  );
}

const focused = (): string => document.activeElement?.textContent ?? '';

it('PA9: a control that goes leaves the focus to what stood nearest', async () => {
  const redraw = await draw(<Part rows={['Ann', 'Bo', 'Cy']} />);
  get('button', 'Cy').focus();
  await redraw(<Part rows={['Ann', 'Bo']} />);
  expect(focused()).toBe('Ann');
  await redraw(<Part rows={[]} />);
  expect(focused()).toBe('Far');
});

it('PA9: a focus that somebody put nowhere, or elsewhere, stays there', async () => {
  const redraw = await draw(<Part rows={['Ann', 'Bo']} />);
  get('button', 'Bo').focus();
  await done(() => get('button', 'Bo').blur());
  await redraw(<Part rows={['Ann']} />);
  expect(document.activeElement).toBe(document.body);

  get('button', 'Ann').focus();
  const elsewhere = document.body.appendChild(document.createElement('input'));
  elsewhere.focus();
  await redraw(<Part rows={[]} />);
  expect(document.activeElement).toBe(elsewhere);
});
