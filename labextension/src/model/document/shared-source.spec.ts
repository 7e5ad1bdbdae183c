// @vitest-environment jsdom
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { ybinding } from '@jupyterlab/codemirror/lib/extensions/ybinding.js';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { codeFile } from '../../contract/files';
import type { Language } from '../../contract/protocol';
import { SessionDoc } from './session-doc';
import { SharedSource } from './shared-source';

/** The documents of two people, which hear each other immediately. */
function pair(): [SessionDoc, SessionDoc] {
  const docs: [SessionDoc, SessionDoc] = [new SessionDoc(), new SessionDoc()];
  docs.forEach((doc, i) =>
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'other') {
        Y.applyUpdate(docs[1 - i], update, 'other');
      }
    })
  );
  return docs;
}

function sourceOf(doc: SessionDoc, language: Language = 'python'): SharedSource {
  return new SharedSource(doc.file(codeFile(language)));
}

function editorOn(shared: SharedSource): EditorView {
  const binding = ybinding({ ytext: shared.ysource, undoManager: shared.undoManager });
  return new EditorView({
    parent: document.body,
    state: EditorState.create({ doc: shared.getSource(), extensions: binding })
  });
}

describe('a shared source', () => {
  it("undo takes back one's own edits only, and redo brings them again", () => {
    const [ana, bo] = pair().map(doc => sourceOf(doc));
    ana.updateSource(0, 0, 'ana ');
    bo.updateSource(4, 4, 'bo ');
    bo.updateSource(1, 1, 'X');
    expect(ana.undo()).toBe(true);
    expect(ana.getSource()).toBe('Xbo ');
    expect(bo.getSource()).toBe('Xbo ');
    expect(ana.undo()).toBe(false);
    expect(ana.redo()).toBe(true);
    expect(bo.getSource()).toBe(ana.getSource());
    expect(bo.getSource()).toContain('bo ');
    expect(bo.getSource().replace('X', '')).toBe('ana bo ');
  });

  it('undo of one buffer leaves the other alone', () => {
    const doc = new SessionDoc();
    const python = sourceOf(doc);
    const javascript = sourceOf(doc, 'javascript');
    python.setSource('py');
    javascript.setSource('js');
    expect(python.undo()).toBe(true);
    expect([python.getSource(), javascript.getSource()]).toEqual(['', 'js']);
  });

  it("JupyterLab's editor binding puts nothing but text into the document", () => {
    const [mine, theirs] = pair();
    const shared = sourceOf(mine);
    const editor = editorOn(shared);
    editor.dispatch({ changes: { from: 0, insert: 'typed' } });
    expect(theirs.file('code:python').toJSON()).toBe('typed');
    expect([...mine.share.keys()]).toEqual(['code:python']);
    expect([...theirs.share.keys()]).toEqual(['code:python']);
    editor.destroy();
  });

  it("what is typed in JupyterLab's editor is undone through the source, what others type is not", () => {
    const [mine, theirs] = pair();
    const shared = sourceOf(mine);
    const editor = editorOn(shared);
    editor.dispatch({ changes: { from: 0, insert: 'mine' } });
    theirs.file('code:python').insert(4, ' theirs');
    shared.undo();
    expect(editor.state.doc.toString()).toBe(' theirs');
    editor.destroy();
  });

  it.each([
    ['abc', 'abXc'],
    ['abc', 'ac'],
    ['', 'abc'],
    ['abc', ''],
    ['aaa', 'aaaa'],
    ['a🐢b', 'a🐙b'],
    ['🐢🐢', '🐢🐙🐢'],
    ['x🐢', 'x\u{1f400}'],
    ['same', 'same']
  ])('%s becomes %s by one edit that splits no character', (before, after) => {
    const [mine, theirs] = pair();
    const shared = sourceOf(mine);
    shared.setSource(before);
    let edits = 0;
    mine.on('update', () => edits++);
    shared.setSource(after);
    expect(edits).toBe(before === after ? 0 : 1);
    expect(theirs.file('code:python').toJSON()).toBe(after);
  });

  it('a small change of a long text keeps what is around it', () => {
    const doc = new SessionDoc();
    const shared = sourceOf(doc);
    shared.setSource('one two three');
    const three = Y.createRelativePositionFromTypeIndex(shared.ysource, 8);
    shared.setSource('one 2 three');
    expect(Y.createAbsolutePositionFromRelativePosition(three, doc)?.index).toBe(6);
  });

  it('its awareness is not the one of the session, and its end is not that of the text', () => {
    const doc = new SessionDoc();
    const shared = sourceOf(doc);
    expect(shared.awareness.doc).not.toBe(doc);
    shared.dispose();
    doc.file('code:python').insert(0, 'still here');
    expect(doc.isDestroyed).toBe(false);
    expect(doc.file('code:python').toJSON()).toBe('still here');
  });
});

it('TX2: a text that is set has line feeds and whole characters', () => {
  const text = new Y.Doc().getText('code:python');
  const shared = new SharedSource(text);
  shared.setSource('a\r\nb\rc\ud83d\n');
  expect(text.toJSON()).toBe('a\nb\nc\ufffd\n');
  shared.updateSource(0, 1, 'x\r\n');
  expect(text.toJSON()).toBe('x\n\nb\nc\ufffd\n');
  shared.dispose();
});
