/** TX36: what keys do before the grammar of a language is there, and that it has the last word. */
import { insertBracket } from '@codemirror/autocomplete';
import { insertNewlineAndIndent, toggleBlockComment, toggleComment } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { indentUnit } from '@codemirror/language';
import { EditorState, type Extension, type StateCommand } from '@codemirror/state';
import { expect, it } from 'vitest';
import type { Language } from '../../contract/protocol';
import { beforeGrammar } from './before-grammar';

const GRAMMARS: Record<Language, Extension> = {
  python: python(),
  javascript: javascript({ jsx: true }),
  typescript: javascript({ typescript: true })
};
const LANGUAGES = ['python', 'javascript', 'typescript'] as const;

function stateOf(doc: string, extensions: Extension, anchor = doc.length, head = anchor) {
  const unit = indentUnit.of('    ');
  return EditorState.create({ doc, extensions: [extensions, unit], selection: { anchor, head } });
}

function after(state: EditorState, command: StateCommand): string {
  let text = state.doc.toString();
  command({ state, dispatch: transaction => (text = transaction.state.doc.toString()) });
  return text;
}

it.each(LANGUAGES)('TX36: comments in %s', language => {
  const commented = language === 'python' ? '# x' : '// x';
  expect(after(stateOf('x', []), toggleComment)).toBe('x');
  for (const grammar of [[], GRAMMARS[language]]) {
    const state = stateOf('x', [beforeGrammar(language), grammar]);
    expect(after(state, toggleComment)).toBe(commented);
  }
});

it('TX36: a block where the language has one', () => {
  const state = stateOf('x', beforeGrammar('javascript'), 0, 1);
  expect(after(state, toggleBlockComment)).toBe('/* x */');
});

it('TX36: inside of a page in JavaScript its own grammar says how', () => {
  const doc = 'const page = (\n  <p>\n    x\n  </p>\n);\n';
  const state = stateOf(doc, [beforeGrammar('javascript'), GRAMMARS.javascript], doc.indexOf('x'));
  expect(after(state, toggleComment)).toContain('{/* x */}');
});

it.each(['javascript', 'typescript'] as const)('TX36: %s closes templates', language => {
  expect(insertBracket(stateOf('', []), '`')).toBeNull();
  const closed = insertBracket(stateOf('', beforeGrammar(language)), '`');
  expect(closed?.state.doc.toString()).toBe('``');
});

it.each([
  ['python', 'if x:', 'if x:\n    '],
  ['python', '    call(', '    call(\n        '],
  ['python', '    x = 1', '    x = 1\n    '],
  ['javascript', 'if (x) {', 'if (x) {\n    '],
  ['typescript', '  const x = {y: 1}', '  const x = {y: 1}\n  '],
  ['javascript', 'case 1:', 'case 1:\n']
] as const)('TX36: Enter in %s after %j', (language, doc, expected) => {
  expect(after(stateOf(doc, beforeGrammar(language)), insertNewlineAndIndent)).toBe(expected);
});

it('TX36: the grammar says how far a line goes in', () => {
  const doc = 'def f():\n    return 1';
  const told = after(stateOf(doc, GRAMMARS.python), insertNewlineAndIndent);
  const state = stateOf(doc, [beforeGrammar('python'), GRAMMARS.python]);
  expect(after(state, insertNewlineAndIndent)).toBe(told);
});

it('TX36: data has none of it', () => {
  expect(beforeGrammar(null)).toEqual([]);
});
