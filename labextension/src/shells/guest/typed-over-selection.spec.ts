// @vitest-environment jsdom
/** Typing over a selection, without the browser's own editing. */
import { EditorState } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, expect, it } from 'vitest';
import { typedOverSelection } from './typed-over-selection';

let view: EditorView;

afterEach(() => view.destroy());

function open(...extensions: Extension[]): void {
  const state = EditorState.create({
    doc: 'abc def',
    extensions: [typedOverSelection(), extensions]
  });
  view = new EditorView({ state, parent: document.body });
}

/** The text afterwards, and whether the browser was kept out of it. */
function type(text: string, anchor: number, head: number): [string, boolean] {
  const event = new InputEvent('beforeinput', {
    inputType: 'insertText',
    data: text,
    bubbles: true,
    cancelable: true
  });
  view.dispatch({ selection: { anchor, head } });
  view.contentDOM.dispatchEvent(event);
  return [view.state.doc.toString(), event.defaultPrevented];
}

it('replaces what is selected and stands behind it', () => {
  open();
  expect(type('x', 7, 4)).toEqual(['abc x', true]);
  expect(view.state.selection.main.head).toBe(5);
});

it('is left to the browser where nothing is selected', () => {
  open();
  expect(type('x', 3, 3)).toEqual(['abc def', false]);
});

it('asks those who have their own idea of typing first', () => {
  open(
    EditorView.inputHandler.of((_, from, to, text) => {
      view.dispatch({ changes: { from, to, insert: `${text}${text}` } });
      return true;
    })
  );
  expect(type('(', 0, 3)).toEqual(['(( def', true]);
});

it('changes nothing that is only to be read', () => {
  open(EditorState.readOnly.of(true));
  expect(type('x', 0, 3)).toEqual(['abc def', false]);
});
