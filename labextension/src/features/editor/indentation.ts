/**
 * What indents a text: spaces, at every place. A text that came with tabs goes on with them, because a
 * line of spaces below a line of tabs is an error in Python. Tabs that are pasted into a program become
 * spaces.
 */
import { getIndentUnit, indentUnit } from '@codemirror/language';
import { EditorState, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** A text tells within so many characters what it is indented with. */
const LOOKED_AT = 20_000;

const FIRST_INDENT = /^[\t ]+(?=\S)/m;
const INDENT_WITH_TAB = /^ *\t[\t ]*/gm;

/** `isProgram` is false for data, in which a tab may mean something. */
export function indentation(isProgram: boolean): Extension {
  return [
    Prec.highest(
      indentUnit.computeN(['doc'], ({ doc }) =>
        hasTabs(doc.sliceString(0, LOOKED_AT)) ? ['\t'] : []
      )
    ),
    isProgram ? EditorView.clipboardInputFilter.of(withoutTabs) : []
  ];
}

function hasTabs(text: string): boolean {
  return FIRST_INDENT.exec(text)?.[0].startsWith('\t') ?? false;
}

function withoutTabs(text: string, state: EditorState): string {
  if (state.facet(indentUnit).startsWith('\t')) {
    return text;
  }
  const width = getIndentUnit(state);
  return text.replace(INDENT_WITH_TAB, indent => {
    let column = 0;
    for (const character of indent) {
      column += character === '\t' ? width - (column % width) : 1;
    }
    return ' '.repeat(column);
  });
}
