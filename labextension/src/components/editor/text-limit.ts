/**
 * Stops typing and pasting at the limit of the shared text, where the server would refuse it. What
 * others type is never stopped here: the editor must show what the document holds.
 */
import { EditorState, Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { utf8Length } from '../../runner/utf8';

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

export function textLimit(maxBytes: number, onRefused: () => void): Extension {
  return EditorState.changeFilter.of(transaction => {
    const typed = transaction.annotation(Transaction.userEvent) !== undefined;
    const { length } = transaction.newDoc;
    if (
      !typed ||
      length <= transaction.startState.doc.length ||
      length * MOST_BYTES_A_UNIT <= maxBytes ||
      utf8Length(transaction.newDoc.toString()) <= maxBytes
    ) {
      return true;
    }
    onRefused();
    return false;
  });
}
