/** Finding: CodeMirror's panel, above the text and with the panel's words, and the keys that need none. */
// eslint-disable-next-line jupyter/prefer-lazy-imports -- this module comes with the first interview
import { openSearchPanel, search, selectNextOccurrence } from '@codemirror/search';
import { EditorState, Prec } from '@codemirror/state';
import type { Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { Command } from '@codemirror/view';
import type { TranslationBundle } from '@jupyterlab/translation';

export function findPanel(trans: TranslationBundle): Extension {
  return [
    search({ top: true }),
    Prec.highest(
      keymap.of([
        { key: 'Mod-d', run: selectNextOccurrence, preventDefault: true },
        { key: 'Mod-h', run: openReplace, preventDefault: true }
      ])
    ),
    // Lab has words of its own for some of them.
    Prec.highest(
      EditorState.phrases.of({
        Find: trans.__('Find'),
        Replace: trans.__('Replace with'),
        next: trans.__('Next'),
        previous: trans.__('Previous'),
        all: trans.__('Select all'),
        'match case': trans.__('Match case'),
        regexp: trans.__('Regex'),
        'by word': trans.__('Whole words'),
        replace: trans.__('Replace'),
        'replace all': trans.__('Replace all'),
        close: trans.__('Close'),
        'Go to line': trans.__('Go to line'),
        go: trans.__('Go'),
        'current match': trans.__('current match'),
        'replaced match on line $': trans.__('replaced the match on line $'),
        'replaced $ matches': trans.__('replaced $ matches'),
        'on line': trans.__('on line'),
        Completions: trans.__('Completions')
      })
    )
  ];
}

const openReplace: Command = view => {
  openSearchPanel(view);
  view.dom.querySelector<HTMLInputElement>('.cm-search [name=replace]')?.select();
  return true;
};
