/**
 * The panel's own keys where Lab's command registry does not see to them: on the pages without Lab and
 * in a notebook's cell.
 */

export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export const KEYS = IS_MAC
  ? {
      run: '⌘ Enter',
      tests: '⌘ ⇧ Enter',
      stop: '⌘ .',
      note: '⌃ ⌥ N',
      shortcuts: 'F1',
      lookBack: 'F8'
    }
  : {
      run: 'Ctrl+Enter',
      tests: 'Ctrl+Shift+Enter',
      stop: 'Ctrl+.',
      note: 'Alt+N',
      shortcuts: 'F1',
      lookBack: 'F8'
    };

export interface IPanelVerbs {
  run: () => void;
  /** Runs the visible tests. */
  tests: () => void;
  stop: () => void;
  /** Opens a line for a note. */
  note: () => void;
  /** Left out where the page around saves something else. */
  save?: () => void;
  shortcuts: () => void;
  /** Opens the player, or goes back to the interview. */
  lookBack: () => void;
}

/** Keys pressed within `place`. Returns what takes them away again. */
export function listenForKeys(
  verbs: IPanelVerbs,
  place: Document | HTMLElement = document
): () => void {
  const { run, tests, stop, note, save, shortcuts, lookBack } = verbs;
  const withAccel = verbOf(isAccel);
  const early = withAccel({ Enter: run, '.': stop });
  const shifted = verbOf(isShiftedAccel)({ Enter: tests });
  const noted = verbOf(isForNote, 'code')({ KeyN: note });
  const saved = withAccel({ s: save });
  const plain = verbOf(hasNoModifier)({ F1: shortcuts, F8: lookBack });
  // The editor has its own use for these.
  place.addEventListener('keydown', early, true);
  place.addEventListener('keydown', shifted, true);
  place.addEventListener('keydown', noted, true);
  // And these are the panel's if no key map of the editor takes them.
  place.addEventListener('keydown', saved);
  place.addEventListener('keydown', plain);
  return () => {
    place.removeEventListener('keydown', early, true);
    place.removeEventListener('keydown', shifted, true);
    place.removeEventListener('keydown', noted, true);
    place.removeEventListener('keydown', saved);
    place.removeEventListener('keydown', plain);
  };
}

type Verbs = Record<string, (() => void) | undefined>;

function verbOf(fits: (event: KeyboardEvent) => boolean, by: 'key' | 'code' = 'key') {
  return (verbs: Verbs) =>
    (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented || !fits(event)) {
        return;
      }
      const verb = verbs[event[by]];
      if (verb !== undefined && !inDialog(event.target)) {
        event.preventDefault();
        event.stopPropagation();
        verb();
      }
    };
}

function isAccel(event: KeyboardEvent): boolean {
  return hasAccel(event) && !event.shiftKey;
}

function isShiftedAccel(event: KeyboardEvent): boolean {
  return hasAccel(event) && event.shiftKey;
}

function hasAccel({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return (IS_MAC ? metaKey : ctrlKey) && !altKey;
}

/** On a Mac, Alt and N write a letter; elsewhere AltGr does, which comes as Ctrl and Alt. */
function isForNote({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey && ctrlKey === IS_MAC && !metaKey && !shiftKey;
}

function hasNoModifier({ ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !shiftKey && !altKey;
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
