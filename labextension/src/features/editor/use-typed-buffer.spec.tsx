// @vitest-environment jsdom
/** TX5, TX6: which text an editor shows while somebody types. */
import { EditorView } from '@codemirror/view';
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw } from '../../../tests/draw';
import { join } from '../../../tests/participant';
import { HOST, Relay } from '../../../tests/relay';
import type { IBuffer } from '../../model/document/buffers';
import { Typing } from '../typing';
import { useTypedBuffer } from './use-typed-buffer';

it('TX5: a file that gets another language while somebody types keeps its editor until they pause', async () => {
  const relay = new Relay();
  const ana = join(relay, 'Ana');
  relay.settle();
  const typing = new Typing();
  const view = new EditorView({ extensions: typing.extension, parent: document.body });
  view.focus();
  view.dispatch({ changes: { from: 0, insert: 'x' }, userEvent: 'input.type' });
  expect(typing.isNow).toBe(true);
  let shown: IBuffer | null = null;
  const Editor = (): null => {
    shown = useTypedBuffer(ana.model.document.shown, typing);
    return null;
  };
  const redraw = await draw(<Editor />);
  const before = ana.model.document.shown;
  relay.perform(HOST, { type: 'RenameFile', file: 'code:python', name: 'main.ts' });
  relay.settle();
  await redraw(<Editor />);
  expect(ana.model.document.shown).not.toBe(before);
  expect(shown).toBe(before);
  // Whoever leaves the editor has paused.
  await done(() => view.contentDOM.blur());
  await redraw(<Editor />);
  expect(shown).toBe(ana.model.document.shown);
  view.destroy();
});
