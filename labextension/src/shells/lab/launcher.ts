/** The launcher's cards, in a section of their own. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { launcherCard, launcherCategory } from './launcher-card';
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
    const category = launcherCategory((translator ?? nullTranslator).load('jupyter_interview'));
    const { commands } = app;
    for (const [rank, command] of [CommandIds.create, CommandIds.setUp].entries()) {
      const offer = launcherCard({ launcher, commands, command, category, rank: rank + 1 });
      service.interviews.rightsChanged.connect(offer);
    }
    launcher?.add({ command: CommandIds.join, category, rank: 4 });
  }
};
