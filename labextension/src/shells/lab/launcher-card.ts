/** The launcher's section, and cards in it that are there only while their command can be used. */
import type { ILauncher } from '@jupyterlab/launcher';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { IDisposable } from '@lumino/disposable';

/** The section that all cards of this extension stand in. */
export function launcherCategory(trans: TranslationBundle): string {
  return trans.__('Interviews');
}

export interface ILauncherCard {
  /** Without one, there is no card; the command is told to its other places all the same. */
  launcher: ILauncher | null;
  commands: CommandRegistry;
  command: string;
  category: string;
  rank: number;
}

/**
 * Returns what is to be called whenever it may have changed whether the command can be used. The
 * launcher itself shows cards of commands that cannot be used, too.
 */
export function launcherCard(options: ILauncherCard): () => void {
  const { launcher, commands, command, category, rank } = options;
  let card: IDisposable | null = null;
  const update = (): void => {
    if (!commands.isVisible(command)) {
      card?.dispose();
      card = null;
    } else if (card === null) {
      card = launcher?.add({ command, category, rank }) ?? null;
    }
    commands.notifyCommandChanged(command);
  };
  update();
  return update;
}
