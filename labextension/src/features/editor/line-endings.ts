/**
 * Lines and characters as the shared document counts them.
 *
 * CodeMirror by itself takes a carriage return for the end of a line, and one with a line feed
 * behind it for a single character; every place behind it would be off by one. Here a line ends with
 * a line feed and nothing else, so that the editor is as long as the document, whatever that holds,
 * and what is typed, pasted or dropped is made into what a document may hold.
 */
import { EditorState, Transaction } from '@codemirror/state';
import type { ChangeSpec, Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { cleanText, isOdd } from '../../model/document/line-feeds';

export function sameLines(): Extension {
  return [
    EditorState.lineSeparator.of('\n'),
    EditorView.clipboardInputFilter.of(cleanText),
    EditorState.transactionFilter.of(cleanTyped)
  ];
}

/** What others typed comes without a user event, and must be shown as it is. */
function cleanTyped(transaction: Transaction): Transaction | readonly [Transaction, object] {
  if (!transaction.docChanged || transaction.annotation(Transaction.userEvent) === undefined) {
    return transaction;
  }
  const changes: ChangeSpec[] = [];
  transaction.changes.iterChanges((_fromA, _toA, from, to, inserted) => {
    const text = inserted.sliceString(0, inserted.length, '\n');
    if (isOdd(text)) {
      changes.push({ from, to, insert: cleanText(text) });
    }
  });
  return changes.length === 0 ? transaction : [transaction, { changes, sequential: true }];
}
