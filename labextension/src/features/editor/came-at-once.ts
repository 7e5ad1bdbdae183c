/**
 * Says which text came in one change that the person at this editor has made, and how: CodeMirror names
 * it. What others type comes without a name, and so does what is undone, of which `shared-undo.ts` tells.
 */
import { Transaction } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Shorter texts came by typing, completing a word or closing a bracket. */
const LEAST = 5;

export interface ICameAtOnce {
  readonly how: 'paste' | 'drop' | 'undo' | 'redo' | 'completion' | 'dictation' | 'other';
  readonly text: string;
  /** The whole text before. */
  readonly before: string;
}

export interface ICameAtOnceOptions {
  onInserted: (insert: ICameAtOnce) => void;
  onTakenOut: (text: string) => void;
}

/** By the beginnings of CodeMirror's names, the first that fits. */
const WAYS: readonly (readonly [string, ICameAtOnce['how']])[] = [
  ['input.paste', 'paste'],
  ['input.drop', 'drop'],
  ['move.drop', 'drop'],
  ['input.complete', 'completion'],
  ['undo', 'undo'],
  ['redo', 'redo'],
  // One key types one character: more in one go is dictated, or put together elsewhere.
  ['input.type', 'dictation']
];

export function cameAtOnce({ onInserted, onTakenOut }: ICameAtOnceOptions): Extension {
  return EditorView.updateListener.of(({ transactions }) => {
    for (const transaction of transactions) {
      const name = transaction.annotation(Transaction.userEvent);
      if (name !== undefined && transaction.docChanged) {
        const { startState } = transaction;
        let longest = '';
        transaction.changes.iterChanges((from, to, _start, _end, inserted) => {
          if (to - from >= LEAST) {
            onTakenOut(startState.doc.sliceString(from, to, '\n'));
          }
          if (inserted.length > longest.length) {
            longest = inserted.sliceString(0, undefined, '\n');
          }
        });
        if (longest.length >= LEAST) {
          const before = startState.doc.sliceString(0, undefined, '\n');
          onInserted({ how: howOf(transaction), text: longest, before });
        }
      }
    }
  });
}

function howOf(transaction: Transaction): ICameAtOnce['how'] {
  return WAYS.find(([event]) => transaction.isUserEvent(event))?.[1] ?? 'other';
}
