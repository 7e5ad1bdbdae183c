// @vitest-environment jsdom
/** Carets of others that are known before the text in which they stand. */
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { ybinding } from '@jupyterlab/codemirror/lib/extensions/ybinding';
import { expect, it, onTestFinished } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { positionAt } from './relative-position';
import { remoteCursors } from './remote-cursors';

const OTHER = 7;

it('TX31: the initial of somebody whose caret is known before the text has come', () => {
  const written = new Y.Doc();
  written.getText('code').insert(0, 'one\ntwo\nthree');
  const shared = new Y.Doc();
  const text = shared.getText('code');
  const awareness = new Awareness(shared);
  const caret = positionAt(written.getText('code'), 5);
  awareness.states.set(OTHER, {
    user: { id: 'u', name: 'Ana', color: '#005500' },
    cursor: { anchor: caret, head: caret }
  });
  const view = new EditorView({
    parent: document.body.appendChild(document.createElement('div')),
    state: EditorState.create({
      extensions: [lineNumbers(), ybinding({ ytext: text }), remoteCursors(text, awareness)]
    })
  });
  onTestFinished(() => {
    view.destroy();
    awareness.destroy();
    document.body.replaceChildren();
  });

  Y.applyUpdate(shared, Y.encodeStateAsUpdate(written));
  expect(view.state.doc.toString()).toBe('one\ntwo\nthree');
  expect(initials()).toEqual(['A2']);

  // Somebody else's change moves it, and so does what is typed here.
  written.getText('code').insert(0, 'zero\n');
  Y.applyUpdate(shared, Y.encodeStateAsUpdate(written));
  expect(initials()).toEqual(['A3']);
  view.dispatch({ changes: { from: 0, insert: 'new\n' }, userEvent: 'input.type' });
  expect(initials()).toEqual(['A4']);
});

function initials(): string[] {
  const found = [...document.querySelectorAll('.jpi-CaretInitial')];
  return found.map(initial => initial.parentElement?.textContent ?? '');
}
