/** The launcher's cards. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIds, IInterviews } from './tokens';

export const launcherPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:launcher',
  description: 'Launcher cards that start an interview, and join one by its link.',
  autoStart: true,
  requires: [IInterviews],
  optional: [ILauncher, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    interviews: IInterviews,
    launcher: ILauncher | null,
    translator: ITranslator | null
  ) => {
    // The category is Lab's own, in Lab's words.
    const trans = (translator ?? nullTranslator).load('jupyterlab');
    launcher?.add({ command: CommandIds.create, category: trans.__('Other'), rank: 1 });
    launcher?.add({ command: CommandIds.join, category: trans.__('Other'), rank: 2 });
  }
};
