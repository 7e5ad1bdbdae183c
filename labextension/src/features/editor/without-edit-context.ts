/**
 * CodeMirror without the browser's EditContext, which it uses on Android. There it doubles a word that
 * is being composed at the end of the text when somebody else types before it: it compares places of
 * the text as it was with those of the text as it is (seen in @codemirror/view 6.43).
 */
import { EditorView } from '@codemirror/view';

/** Views that are made within `make` do without; others of the page stay as they are. */
export function withoutEditContext<T>(make: () => T): T {
  const views = EditorView as { EDIT_CONTEXT?: boolean };
  const before = views.EDIT_CONTEXT;
  views.EDIT_CONTEXT = false;
  try {
    return make();
  } finally {
    views.EDIT_CONTEXT = before;
  }
}
