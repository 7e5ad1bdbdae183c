/**
 * Run and Stop by keyboard where Lab's command registry does not do it: on the pages without Lab and
 * in a notebook's cell. In the capture phase, because the editor takes Mod-Enter for itself.
 */
import type { IRunsSlice } from '../../model/runs/live-runs';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export const KEYS = IS_MAC
  ? { run: '⌘ Enter', stop: '⌘ .' }
  : { run: 'Ctrl+Enter', stop: 'Ctrl+.' };

/** Keys pressed within `place`. Returns what takes them away again. */
export function listenForRunKeys(
  runs: Pick<IRunsSlice, 'run' | 'stop'>,
  place: Document | HTMLElement = document
): () => void {
  const pressed = (event: Event): void => {
    if (!(event instanceof KeyboardEvent)) {
      return;
    }
    const accel = IS_MAC ? event.metaKey : event.ctrlKey;
    const verb = { Enter: () => runs.run(), '.': () => runs.stop() }[event.key];
    if (accel && !event.shiftKey && !event.altKey && verb && !inDialog(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      verb();
    }
  };
  place.addEventListener('keydown', pressed, true);
  return () => place.removeEventListener('keydown', pressed, true);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
