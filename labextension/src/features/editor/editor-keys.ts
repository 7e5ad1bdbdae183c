/**
 * Keys that people press in an editor without thinking, the same in JupyterLab and without it. Where
 * Lab binds one of them, its own binding comes first (schema/plugin.json).
 */
import { deleteLine, indentLess, indentMore, toggleComment } from '@codemirror/commands';
import { getIndentUnit, indentUnit } from '@codemirror/language';
import { countColumn, EditorSelection, Prec } from '@codemirror/state';
import type { Extension, StateCommand } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { Command } from '@codemirror/view';

export function editorKeys(): Extension {
  // On its way before somebody asks for it, and not in the way of the editor.
  const search = import('@codemirror/search');
  const selectNext: Command = view => {
    void search.then(({ selectNextOccurrence }) => selectNextOccurrence(view));
    return true;
  };
  return Prec.highest(
    keymap.of([
      { key: 'Tab', run: indent, shift: dedent },
      { key: 'Mod-/', run: toggleComment, preventDefault: true },
      { key: 'Mod-d', run: selectNext, preventDefault: true },
      { key: 'Mod-Shift-k', run: deleteLine, preventDefault: true },
      // Everything is saved as it is typed; the browser would offer to save the page.
      { key: 'Mod-s', run: () => true, preventDefault: true }
    ])
  );
}

/** As far as the next stop, in what the editor indents with; all lines of what is selected. */
const indent: StateCommand = ({ state, dispatch }) => {
  if (state.selection.ranges.some(({ empty }) => !empty)) {
    return indentMore({ state, dispatch });
  }
  const unit = state.facet(indentUnit);
  const width = getIndentUnit(state);
  const change = state.changeByRange(({ head }) => {
    const line = state.doc.lineAt(head);
    const column = countColumn(line.text, state.tabSize, head - line.from);
    const insert = unit.startsWith('\t') ? '\t' : ' '.repeat(width - (column % width));
    return {
      changes: { from: head, insert },
      range: EditorSelection.cursor(head + insert.length)
    };
  });
  dispatch(state.update(change, { userEvent: 'input.indent', scrollIntoView: true }));
  return true;
};

/** Never leaves the editor, also where there is nothing to take away. */
const dedent: StateCommand = target => {
  indentLess(target);
  return true;
};
