/**
 * Keys that people press in an editor without thinking, the same in JupyterLab and without it. Where
 * Lab binds one of them, its own binding comes first (schema/plugin.json).
 */
import {
  deleteLine,
  indentLess,
  indentMore,
  toggleBlockComment,
  toggleComment
} from '@codemirror/commands';
import { getIndentUnit, indentUnit } from '@codemirror/language';
import { countColumn, EditorSelection, Prec } from '@codemirror/state';
import type { Extension, StateCommand } from '@codemirror/state';
import { keymap } from '@codemirror/view';

export function editorKeys(): Extension {
  return Prec.highest(
    keymap.of([
      { key: 'Tab', run: indent, shift: dedent },
      { key: 'Mod-/', run: toggleComment, preventDefault: true },
      { key: 'Shift-Alt-a', run: commentBlock, preventDefault: true },
      { key: 'Mod-Shift-k', run: deleteLine, preventDefault: true }
    ])
  );
}

/** Python has no comments of this kind. */
const commentBlock: StateCommand = target => toggleBlockComment(target) || toggleComment(target);

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
