/** TX36: comments by key, before the grammar of the language is there and after. */
import { toggleBlockComment, toggleComment } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { EditorState, type Extension, type StateCommand } from '@codemirror/state';
import { expect, it } from 'vitest';
import { comments } from './comments';

function after(doc: string, extensions: Extension, command: StateCommand = toggleComment): string {
  let state = EditorState.create({ doc, extensions });
  command({ state, dispatch: transaction => (state = transaction.state) });
  return state.doc.toString();
}

it.each([
  ['python', '# x'],
  ['javascript', '// x'],
  ['typescript', '// x']
] as const)('TX36: %s', (language, commented) => {
  expect(after('x', [])).toBe('x');
  expect(after('x', comments(language))).toBe(commented);
  const grammar = language === 'python' ? python() : javascript({ jsx: true });
  expect(after('x', [comments(language), grammar])).toBe(commented);
});

it('TX36: a block where the language has one', () => {
  let text = '';
  toggleBlockComment({
    state: EditorState.create({
      doc: 'x',
      selection: { anchor: 0, head: 1 },
      extensions: comments('javascript')
    }),
    dispatch: transaction => (text = transaction.state.doc.toString())
  });
  expect(text).toBe('/* x */');
});

it('TX36: inside of a page in JavaScript its own grammar says how', () => {
  const doc = 'const page = (\n  <p>\n    x\n  </p>\n);\n';
  const state = EditorState.create({
    doc,
    selection: { anchor: doc.indexOf('x') },
    extensions: [comments('javascript'), javascript({ jsx: true })]
  });
  let text = '';
  toggleComment({ state, dispatch: transaction => (text = transaction.state.doc.toString()) });
  expect(text).toContain('{/* x */}');
});
