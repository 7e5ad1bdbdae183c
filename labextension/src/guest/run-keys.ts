/**
 * Run and Stop by keyboard on the pages without Lab, whose command registry does this in Lab. In the
 * capture phase, because the editor takes Mod-Enter for itself.
 */
import type { IInterviewModel } from '../model/interview';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);

export const KEYS = IS_MAC
  ? { run: '⌘ Enter', stop: '⌘ .' }
  : { run: 'Ctrl+Enter', stop: 'Ctrl+.' };

/** Returns what takes the keys away again. */
export function listenForRunKeys(model: Pick<IInterviewModel, 'run' | 'stop'>): () => void {
  const pressed = (event: KeyboardEvent): void => {
    const accel = IS_MAC ? event.metaKey : event.ctrlKey;
    const verb = { Enter: () => model.run(), '.': () => model.stop() }[event.key];
    if (accel && !event.shiftKey && !event.altKey && verb && !inDialog(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      verb();
    }
  };
  document.addEventListener('keydown', pressed, true);
  return () => document.removeEventListener('keydown', pressed, true);
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
