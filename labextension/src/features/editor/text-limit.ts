/**
 * Stops typing and pasting at the limit of the shared text, where the server would refuse it. What
 * others type is never stopped here: the editor must show what the document holds.
 */
import { EditorState, Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { utf8Length } from '../../runner/utf8';

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;

/** An edit that was not made. Sizes are bytes of UTF-8. */
export interface IRefusedEdit {
  /** It came at once, from the clipboard or by dragging. */
  isPaste: boolean;
  size: number;
  /** Of the text as it is, and at most. */
  used: number;
  most: number;
}

export interface ITextLimitOptions {
  /** Of this text, beside the others as they are now. */
  maxBytes: () => number;
  onRefused: (edit: IRefusedEdit) => void;
  /** The person who sees this editor changed the text. */
  onEdited: () => void;
}

export function textLimit({ maxBytes, onRefused, onEdited }: ITextLimitOptions): Extension {
  const filter = EditorState.changeFilter.of(transaction => {
    if (!isTyped(transaction) || transaction.newDoc.length <= transaction.startState.doc.length) {
      return true;
    }
    const most = maxBytes();
    if (transaction.newDoc.length * MOST_BYTES_A_UNIT <= most) {
      return true;
    }
    const used = utf8Length(transaction.startState.doc.toString());
    if (utf8Length(transaction.newDoc.toString()) <= Math.max(most, used)) {
      return true;
    }
    const isPaste = transaction.isUserEvent('input.paste') || transaction.isUserEvent('input.drop');
    onRefused({ isPaste, size: insertedBytes(transaction), used, most });
    return false;
  });
  const edited = EditorView.updateListener.of(({ docChanged, transactions }) => {
    if (docChanged && transactions.some(isTyped)) {
      onEdited();
    }
  });
  return [filter, edited];
}

function isTyped(transaction: Transaction): boolean {
  return transaction.annotation(Transaction.userEvent) !== undefined;
}

function insertedBytes({ changes }: Transaction): number {
  let size = 0;
  changes.iterChanges((_from, _to, _start, _end, inserted) => {
    size += utf8Length(inserted.toString());
  });
  return size;
}
