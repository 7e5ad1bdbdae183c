/**
 * Typing over a selection, done by the editor instead of by the browser. Chromium keeps the look of
 * what it replaces in a `style` attribute of its own making, which the page's policy forbids and
 * the console then complains about.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export function typedOverSelection(): Extension {
  return EditorView.domEventHandlers({
    beforeinput: (event, view) => {
      const { data: text, inputType } = event;
      const { from, to } = view.state.selection.main;
      if (inputType !== 'insertText' || !text || from === to || view.state.readOnly) {
        return false;
      }
      event.preventDefault();
      const insert = () =>
        view.state.update(view.state.replaceSelection(text), {
          userEvent: 'input.type',
          scrollIntoView: true
        });
      const handlers = view.state.facet(EditorView.inputHandler);
      if (!handlers.some(handle => handle(view, from, to, text, insert))) {
        view.dispatch(insert());
      }
      return true;
    }
  });
}
