/** Counts, before Lab's title, the people at interviews whom nobody has looked at. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Interviews } from './interviews';
import { NumberedTitle } from './numbered-title';

/** The interview that is looked at is counted, and all that are open while the page is not seen. */
export function numberTitle(shell: JupyterFrontEnd.IShell, interviews: Interviews): void {
  const title = new NumberedTitle(document);
  const count = (): void => {
    const shown = interviews.current?.session.id;
    const counted = [...interviews.arrivals].filter(([id]) => document.hidden || id === shown);
    title.show(counted.reduce((sum, [, { unseen, waiting }]) => sum + unseen + waiting, 0));
  };
  interviews.arrivalsChanged.connect(count);
  shell.currentChanged?.connect(count);
  document.addEventListener('visibilitychange', count);
}
