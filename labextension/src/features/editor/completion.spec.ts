// @vitest-environment jsdom
/** What is offered to somebody who types, and which keys take it. */
import {
  completionStatus,
  currentCompletions,
  selectedCompletion,
  startCompletion
} from '@codemirror/autocomplete';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { forceParsing } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView, runScopeHandlers } from '@codemirror/view';
import { expect, it, vi } from 'vitest';
import { completion } from './completion';
import { editorKeys } from './editor-keys';

type Language = 'javascript' | 'python' | 'typescript';

/** At the end of the text, or where a bar stands in it. */
async function offered(language: Language, text: string): Promise<[EditorView, string[]]> {
  const [before, after = ''] = text.split('|');
  const doc = before + after;
  const syntax = { python: python(), javascript: javascript(), typescript: javascript() }[language];
  const view = new EditorView({
    state: EditorState.create({
      doc,
      selection: { anchor: before.length },
      extensions: [await completion(language), editorKeys(), syntax]
    })
  });
  // An editor reads a text in pieces of some milliseconds, which a busy machine spends elsewhere.
  expect(forceParsing(view, doc.length, 10_000)).toBe(true);
  startCompletion(view);
  await vi.waitFor(() => expect(completionStatus(view.state)).not.toBe('pending'));
  return [view, currentCompletions(view.state).map(({ label }) => label)];
}

const PYTHON =
  'class Shape:\n    def area(self):\n        return self.width\n\nshapes = [Shape()]\n';

it.each<[Language, string, string]>([
  ['python', PYTHON + 'sha', 'shapes'],
  ['python', PYTHON + 'whi', 'while'],
  ['python', PYTHON + 'ret', 'return'],
  ['python', PYTHON + 'enum', 'enumerate'],
  ['python', PYTHON + 'shapes[0].', 'area'],
  ['python', PYTHON + 'shapes[0].wi', 'width'],
  ['javascript', 'const total = 1;\nto', 'total'],
  ['javascript', 'con', 'const'],
  ['javascript', 'Math.fl', 'floor'],
  ['javascript', 'class A { size = 1; grow() {} }\nnew A().gr', 'grow'],
  ['javascript', 'const a = { colour: 1 };\na.', 'colour'],
  ['typescript', 'inter', 'interface']
])('TX22: %s offers behind %j among others %j', async (language, doc, name) => {
  const [, names] = await offered(language, doc);
  expect(names).toContain(name);
  expect(new Set(names).size).toBe(names.length);
});

it('TX23: names are offered by their beginning alone', async () => {
  expect((await offered('python', 'total = 1\npri'))[1]).toEqual(['print']);
  expect((await offered('python', 'Total = 1\nto'))[1]).toEqual(['Total']);
});

it.each<[Language, string]>([
  ['python', '# whi'],
  ['python', 's = "whi'],
  ['python', 'x = 3.'],
  ['python', 'unknown.whi'],
  ['python', 'w|hile'],
  ['javascript', 'c|onst'],
  ['javascript', 'Math.f|loor'],
  ['javascript', '// con'],
  ['javascript', 'const s = `con'],
  ['javascript', 'a.toStr']
])('TX23: %s offers nothing behind %j', async (language, doc) => {
  expect((await offered(language, doc))[1]).toEqual([]);
});

it('TX24: Enter ends the line until a name is chosen; Tab takes the first', async () => {
  const press = (view: EditorView, key: string): boolean =>
    runScopeHandlers(view, new KeyboardEvent('keydown', { key }), 'editor');
  const [line] = await offered('python', PYTHON + 'sha');
  expect(selectedCompletion(line.state)).toBeNull();
  expect(press(line, 'ArrowDown')).toBe(true);
  expect(selectedCompletion(line.state)?.label).toBe('shapes');
  expect(press(line, 'Enter')).toBe(true);
  expect(line.state.doc.toString()).toBe(PYTHON + 'shapes');

  const [other] = await offered('python', PYTHON + 'sha');
  expect(press(other, 'Enter')).toBe(false);
  expect(press(other, 'Tab')).toBe(true);
  expect(other.state.doc.toString()).toBe(PYTHON + 'shapes');
});

it('TX24: Tab takes a name in sight also while the list is looked for anew', async () => {
  const [view] = await offered('python', PYTHON + 'sh');
  expect(view.dom.querySelector('.jpi-Completion')).not.toBeNull();
  const at = view.state.doc.length;
  view.dispatch({
    changes: { from: at, insert: 'a' },
    selection: { anchor: at + 1 },
    userEvent: 'input.type'
  });
  expect(completionStatus(view.state)).toBe('pending');
  expect(runScopeHandlers(view, new KeyboardEvent('keydown', { key: 'Tab' }), 'editor')).toBe(true);
  await vi.waitFor(() => expect(view.state.doc.toString()).toBe(PYTHON + 'shapes'));
});
