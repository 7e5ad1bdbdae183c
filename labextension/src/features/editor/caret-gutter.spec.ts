// @vitest-environment jsdom
/** Whose initial stands beside which line. */
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumberMarkers } from '@codemirror/view';
import { expect, it } from 'vitest';
import { caretGutter } from './caret-gutter';
import type { IGutterCaret } from './caret-gutter';

let carets: IGutterCaret[] = [];
const at = (name: string, head: number): IGutterCaret => ({ name, color: '#005500', head });

function shown({ state }: EditorView): string[] {
  const found: string[] = [];
  for (const markers of state.facet(lineNumberMarkers)) {
    for (const cursor = markers.iter(); cursor.value !== null; cursor.next()) {
      const node = cursor.value.toDOM?.(null as never) as HTMLElement;
      const initial = node.querySelector<HTMLElement>('.jpi-CaretInitial');
      found.push(`${initial?.textContent} ${node.lastChild?.textContent} ${initial?.title}`);
    }
  }
  return found;
}

it('TX31: an initial beside the number, the names for who points at it', () => {
  carets = [at('ana', 0), at('Bo', 7), at('Cy', 6), at('🐢', 9)];
  const state = EditorState.create({
    doc: 'one\ntwo\nthree',
    extensions: caretGutter(
      () => carets,
      transaction => transaction.isUserEvent('moved')
    )
  });
  const view = new EditorView({ state });
  expect(shown(view)).toEqual(['A 1 ana', '2 2 Bo\nCy', '🐢 3 🐢']);

  // What is typed here moves them with the text; where they are said to be comes later.
  carets = [at('ana', 99)];
  view.dispatch({ changes: { from: 0, insert: 'new\n' } });
  expect(shown(view)).toEqual(['A 2 ana', '2 3 Bo\nCy', '🐢 4 🐢']);
  view.dispatch({ userEvent: 'moved' });
  expect(shown(view)).toEqual(['A 4 ana']);
});
