// @vitest-environment jsdom
/** What Tab, Enter and a paste put before the words of a line. */
import { insertNewlineAndIndent } from '@codemirror/commands';
import { indentUnit } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { python } from '@codemirror/lang-python';
import { expect, it } from 'vitest';
import { editorKeys } from './editor-keys';
import { indentation } from './indentation';

function editorOf(doc: string, width = 4, isProgram = true): EditorView {
  return new EditorView({
    state: EditorState.create({
      doc,
      selection: { anchor: doc.length },
      extensions: [python(), editorKeys(), indentUnit.of(' '.repeat(width)), indentation(isProgram)]
    })
  });
}

const press = (view: EditorView, key: string, more: KeyboardEventInit = {}): boolean =>
  runScopeHandlers(view, new KeyboardEvent('keydown', { key, ...more }), 'editor');

const pasted = (view: EditorView, text: string): string =>
  view.state
    .facet(EditorView.clipboardInputFilter)
    .reduce((before, filter) => filter(before, view.state), text);

it.each([
  ['x = 1', 4, 'x = 1   '],
  ['  ', 4, '    '],
  ['  ', 2, '    '],
  ['if x:\n    y', 4, 'if x:\n    y   '],
  ['if x:\n\ty\n', 4, 'if x:\n\ty\n\t']
])(
  'TX18, TX19: Tab at the end of %j goes on with what the text is indented with',
  (doc, width, then) => {
    const view = editorOf(doc, width);
    press(view, 'Tab');
    expect(view.state.doc.toString()).toBe(then);
  }
);

it.each([
  ['if x:', 'if x:\n    '],
  ['if x:\n\ty = 1', 'if x:\n\ty = 1\n\t'],
  ['if x:\n\tif y:', 'if x:\n\tif y:\n\t\t']
])('TX18, TX19: Enter behind %j does the same', (doc, then) => {
  const view = editorOf(doc);
  insertNewlineAndIndent(view);
  expect(view.state.doc.toString()).toBe(then);
});

it('TX20: the tabs of a paste are spaces in a program, and what they are in data', () => {
  const text = 'if x:\n\tif y:\n\t\tz = "\t"\n  \tw';
  expect(pasted(editorOf(''), text)).toBe('if x:\n    if y:\n        z = "\t"\n    w');
  expect(pasted(editorOf('', 2), '\t\tx')).toBe('    x');
  expect(pasted(editorOf('', 4, false), text)).toBe(text);
  expect(pasted(editorOf('if a:\n\tb\n'), text)).toBe(text);
});
