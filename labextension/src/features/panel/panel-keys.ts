/**
 * The panel's own keys where Lab's command registry does not see to them: on the pages without Lab and
 * in a notebook's cell.
 */

export const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export const KEYS = IS_MAC
  ? { run: '⌘ Enter', tests: '⌘ ⇧ Enter', stop: '⌘ .', shortcuts: 'F1' }
  : { run: 'Ctrl+Enter', tests: 'Ctrl+Shift+Enter', stop: 'Ctrl+.', shortcuts: 'F1' };

export interface IPanelVerbs {
  run: () => void;
  /** Runs the visible tests. */
  tests: () => void;
  stop: () => void;
  /** Left out where the page around saves something else. */
  save?: () => void;
  shortcuts: () => void;
}

/** Keys pressed within `place`. Returns what takes them away again. */
export function listenForKeys(
  verbs: IPanelVerbs,
  place: Document | HTMLElement = document
): () => void {
  const { run, tests, stop, save, shortcuts } = verbs;
  const withAccel = verbOf(isAccel);
  const early = withAccel({ Enter: run, '.': stop });
  const shifted = verbOf(isShiftedAccel)({ Enter: tests });
  const saved = withAccel({ s: save });
  const plain = verbOf(hasNoModifier)({ F1: shortcuts });
  // The editor has its own use for these.
  place.addEventListener('keydown', early, true);
  place.addEventListener('keydown', shifted, true);
  // And these are the panel's if no key map of the editor takes them.
  place.addEventListener('keydown', saved);
  place.addEventListener('keydown', plain);
  return () => {
    place.removeEventListener('keydown', early, true);
    place.removeEventListener('keydown', shifted, true);
    place.removeEventListener('keydown', saved);
    place.removeEventListener('keydown', plain);
  };
}

type Verbs = Record<string, (() => void) | undefined>;

function verbOf(fits: (event: KeyboardEvent) => boolean) {
  return (verbs: Verbs) =>
    (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented || !fits(event)) {
        return;
      }
      const verb = verbs[event.key];
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

function hasNoModifier({ ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !shiftKey && !altKey;
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
