// @vitest-environment jsdom
/** PA9: where the focus goes when its control goes. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw, get } from '../../tests/draw';
import { useKeptFocus } from './kept-focus';

const FAR = 'Far';
const ACTS = 'Acts';

function Part(props: { rows: readonly string[] }): JSX.Element {
  const part = React.useRef<HTMLDivElement>(null);
  useKeptFocus(part);
  return (
    <div ref={part}>
      <input />
      <button type="button">{ACTS}</button>
      <button type="button" aria-haspopup="menu">
        {FAR}
      </button>
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

it('PA9: a control that goes leaves the focus to the nearest one, and to no field', async () => {
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

it('PA9: a part that the focus has left for another one does not take it back', async () => {
  const redraw = await draw(<Part rows={['Ann', 'Bo']} />);
  get('button', 'Bo').focus();
  const elsewhere = document.body.appendChild(document.createElement('input'));
  elsewhere.focus();
  await redraw(<Part rows={['Ann']} />);
  await done(() => elsewhere.remove());
  expect(document.activeElement).toBe(document.body);
});

it('PA9: the part that opened a dialog takes the focus after it', async () => {
  const redraw = await draw(<Part rows={['Ann', 'Bo']} />);
  get('button', 'Bo').focus();
  const dialog = document.body.appendChild(document.createElement('dialog'));
  const field = dialog.appendChild(document.createElement('input'));
  field.focus();
  await redraw(<Part rows={['Ann']} />);
  expect(document.activeElement).toBe(field);
  await done(() => dialog.remove());
  expect(focused()).toBe('Ann');
});
