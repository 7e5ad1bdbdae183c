/** The launcher's card. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIds, IInterviews } from './tokens';

export const launcherPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:launcher',
  description: 'A launcher card that starts an interview.',
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
  }
};
