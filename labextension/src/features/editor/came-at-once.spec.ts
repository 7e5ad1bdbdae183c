// @vitest-environment jsdom
/** SG8: how text came into the editor, by CodeMirror's own names, and that others' text never counts. */
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { SharedSource } from '../../model/document/shared-source';
import { cameAtOnce, type ICameAtOnce } from './came-at-once';
import { sharedUndo, undo, redo } from './shared-undo';

let views: EditorView[] = [];

afterEach(() => {
  views.forEach(view => view.destroy());
  views = [];
});

function open(doc = 'one\ntwo\n') {
  const inserted: ICameAtOnce[] = [];
  const taken: string[] = [];
  const watch = cameAtOnce({
    onInserted: insert => inserted.push(insert),
    onTakenOut: text => taken.push(text)
  });
  const view = new EditorView({ state: EditorState.create({ doc, extensions: [watch] }) });
  views.push(view);
  const put = (insert: string, userEvent?: string, from = 0, to = from): void =>
    view.dispatch({ changes: { from, to, insert }, userEvent });
  return { view, put, inserted, taken };
}

describe('SG8', () => {
  it.each([
    ['input.paste', 'paste'],
    ['input.drop', 'drop'],
    ['move.drop', 'drop'],
    ['input.complete', 'completion'],
    ['input.type', 'dictation'],
    ['input.type.compose', 'dictation'],
    ['input.copyline', 'other'],
    ['move.line', 'other']
  ])('what CodeMirror calls %s is %s', (userEvent, how) => {
    const { put, inserted } = open();
    put('three\nfour\n', userEvent);
    expect(inserted).toEqual([{ how, text: 'three\nfour\n', before: 'one\ntwo\n' }]);
  });

  it('text of others, and one key after the other, is not told', () => {
    const { put, inserted } = open();
    put('of somebody else, and much of it');
    [...'typed'].forEach(key => put(key, 'input.type'));
    expect(inserted).toEqual([]);
  });

  it('what is taken out is told, and of several places the longest text', () => {
    const { view, put, inserted, taken } = open();
    put('', 'delete.cut', 0, 7);
    expect(taken).toEqual(['one\ntwo']);
    const changes = [
      { from: 0, insert: 'short one' },
      { from: 1, insert: 'the longer one' }
    ];
    view.dispatch({ changes, userEvent: 'input.paste' });
    expect(inserted.map(({ text }) => text)).toEqual(['the longer one']);
  });

  it('undo and redo tell what came back, and what is undone of others never is', () => {
    const doc = new Y.Doc();
    const text = doc.getText('code:python');
    const shared = new SharedSource(text);
    const told: string[][] = [];
    const extensions = [sharedUndo(shared, (...insert) => told.push(insert))];
    // It is not bound to the text, and only has to be as long.
    const state = EditorState.create({ doc: 'x'.repeat(60), extensions });
    const view = new EditorView({ state });
    views.push(view);
    shared.updateSource(0, 0, 'some words of mine');
    shared.undoManager.stopCapturing();
    text.insert(0, 'of others ');
    shared.updateSource(10, 28, '');
    undo(view);
    expect(told).toEqual([['undo', 'some words of mine', 'of others ']]);
    redo(view);
    expect(told).toHaveLength(1);
    shared.dispose();
  });
});
