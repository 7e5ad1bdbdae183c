/** The launcher's cards. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { launcherCard } from './launcher-card';
import { CommandIds, IInterviews } from './tokens';

export const launcherPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:launcher',
  description: 'Launcher cards that start an interview, and join one by its link.',
  autoStart: true,
  requires: [IInterviews],
  optional: [ILauncher, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    service: IInterviews,
    launcher: ILauncher | null,
    translator: ITranslator | null
  ) => {
    // The category is Lab's own, in Lab's words.
    const trans = (translator ?? nullTranslator).load('jupyterlab');
    const category = trans.__('Other');
    const offer = launcherCard({
      launcher,
      commands: app.commands,
      command: CommandIds.create,
      category,
      rank: 1
    });
    service.interviews.rightsChanged.connect(offer);
    launcher?.add({ command: CommandIds.join, category, rank: 2 });
  }
};
