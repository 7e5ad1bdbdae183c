/**
 * Undo of one's own edits. Lab's editor binds no undo keys, and the browser's own undo takes back
 * whatever was typed last, other people's text included.
 */
import { EditorSelection, Facet, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Command } from '@codemirror/view';
import type * as Y from 'yjs';
import type { SharedSource } from '../../model/document/shared-source';

interface IRange {
  from: number;
  to: number;
}

interface ISteps {
  undo: Command;
  redo: Command;
}

const steps = Facet.define<ISteps, ISteps | undefined>({ combine: ([first]) => first });

/** For keys of other editors, which know an undo of their own. */
export const undo: Command = view => view.state.facet(steps)?.undo(view) ?? false;
export const redo: Command = view => view.state.facet(steps)?.redo(view) ?? false;

/** `onInserted` is told of text that came back. */
export function sharedUndo(
  shared: Pick<SharedSource, 'undo' | 'redo' | 'ysource'>,
  onInserted: (how: 'undo' | 'redo', text: string, before: string) => void = () => undefined
): Extension {
  const step =
    (how: 'undo' | 'redo'): Command =>
    view => {
      if (!view.state.readOnly) {
        const before = shared.ysource.toJSON();
        const { ranges, inserted } = changesOf(shared.ysource, () => shared[how]());
        show(view, ranges);
        inserted.forEach(text => onInserted(how, text, before));
      }
      return true;
    };
  return [
    steps.of({ undo: step('undo'), redo: step('redo') }),
    Prec.highest([
      keymap.of([
        { key: 'Mod-z', run: undo, preventDefault: true },
        { key: 'Mod-y', run: redo, preventDefault: true },
        { key: 'Mod-Shift-z', run: redo, preventDefault: true }
      ]),
      // From the browser's menu, or shaking a phone.
      EditorView.domEventHandlers({
        beforeinput: (event, view) => {
          const wanted = { historyUndo: undo, historyRedo: redo }[event.inputType];
          if (wanted === undefined) {
            return false;
          }
          event.preventDefault();
          return wanted(view);
        }
      })
    ])
  ];
}

/** Where the text is another one after `change`, as offsets in the new text, and what was put in. */
function changesOf(text: Y.Text, change: () => void): { ranges: IRange[]; inserted: string[] } {
  const ranges: IRange[] = [];
  const inserted: string[] = [];
  const changed = ({ delta }: Y.YTextEvent): void => {
    let from = 0;
    for (const { retain = 0, insert = '' } of delta) {
      const to = from + (typeof insert === 'string' ? insert.length : 1);
      if (retain === 0) {
        ranges.push({ from, to });
      }
      if (typeof insert === 'string' && insert !== '') {
        inserted.push(insert);
      }
      from = to + retain;
    }
  };
  text.observe(changed);
  change();
  text.unobserve(changed);
  return { ranges, inserted };
}

/** The caret goes to what has changed, if it is not there, and both come into view. */
function show(view: EditorView, ranges: readonly IRange[]): void {
  const { head } = view.state.selection.main;
  const last = ranges.at(-1);
  if (last === undefined) {
    return;
  }
  const isThere = ranges.some(({ from, to }) => from <= head && head <= to);
  view.dispatch({
    ...(isThere ? {} : { selection: EditorSelection.cursor(last.to) }),
    effects: EditorView.scrollIntoView(isThere ? head : last.to)
  });
}
