/** Vim's keys. Fetched by who has chosen them. Its undo is the shared text's. */
import { Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { CodeMirror, vim } from '@replit/codemirror-vim';
import { redo, undo } from './shared-undo';

// The type of an editor of CodeMirror 5 says nothing of the view behind it.
type Command = (editor: { cm6: EditorView }) => void;

const commands = CodeMirror.commands as unknown as Record<'undo' | 'redo', Command>;
commands.undo = ({ cm6 }) => undo(cm6);
commands.redo = ({ cm6 }) => redo(cm6);

/** With a line that says the mode. */
export const keys: Extension = Prec.highest(vim({ status: true }));
