/** What the editor counts is what the document counts, character by character. */
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { sameLines } from './line-endings';

const ODD = '\0\t\r\n\v\f\u001b\u0085\u2028\u2029\ufeff\ufffd🐢e\u0301\r\r\n\n';

const stateOf = (doc: string): EditorState => EditorState.create({ doc, extensions: sameLines() });

it.each([...ODD, '\r\n', 'a\r\nb\rc\nd', ODD])('TX4: %j is as long as it is', text => {
  const { doc } = stateOf(`x${text}y`);
  expect(doc.length).toBe(text.length + 2);
  expect(doc.sliceString(0, undefined, '\n')).toBe(`x${text}y`);
  expect(doc.lines).toBe(text.split('\n').length);
});

it('TX4: without it the editor loses a character at each line of Windows', () => {
  expect(EditorState.create({ doc: 'a\r\nb\r\n' }).doc.length).toBe(4);
});

it.each([
  ['a\r\nb\rc', 'a\nb\nc'],
  ['\ud83d', '\ufffd'],
  ['\udc22x', '\ufffdx'],
  ['🐢\u2028\0', '🐢\u2028\0']
])('TX1: what is typed as %j is %j', (typed, text) => {
  const state = stateOf('12');
  const { newDoc, newSelection } = state.update({
    changes: { from: 1, insert: state.toText(typed) },
    selection: { anchor: 1 + typed.length },
    userEvent: 'input.type'
  });
  expect(newDoc.toString()).toBe(`1${text}2`);
  expect(newSelection.main.head).toBe(1 + text.length);
});

it('TX4: what others typed is shown as it is', () => {
  const state = stateOf('12');
  const { newDoc } = state.update({ changes: { from: 1, insert: state.toText('\r\n') } });
  expect(newDoc.length).toBe(4);
});
