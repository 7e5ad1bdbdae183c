/**
 * A text that an editor shows and that nobody edits.
 *
 * JupyterLab's editor writes whatever is changed in it into a shared text. Here the changes come from a
 * recording, sixty times a second, and a document of them would grow for nothing: what the editor writes goes
 * nowhere.
 */
import type { Text } from '@codemirror/state';
import { YFile } from '@jupyter/ydoc';
import type * as Y from 'yjs';

export class ShownText extends YFile {
  constructor(text: string) {
    super();
    this.ysource = stillText(text);
  }

  override readonly ysource: Y.Text;
}

/** What the binding of JupyterLab's editor asks of a text, and no more. */
function stillText(text: string): Y.Text {
  const nothing = (): void => undefined;
  const still = { toString: () => text, observe: nothing, unobserve: nothing };
  return { ...still, doc: { transact: nothing } } as unknown as Y.Text;
}

export interface IChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The one change that makes a text of another; null where they are the same. */
export function smallestChange(before: Text, after: Text): IChange | null {
  if (before.eq(after)) {
    return null;
  }
  const [old, text] = [before.toString(), after.toString()];
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) {
    start++;
  }
  let same = 0;
  while (
    same < shorter - start &&
    old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
  ) {
    same++;
  }
  return { from: start, to: old.length - same, insert: text.slice(start, text.length - same) };
}
