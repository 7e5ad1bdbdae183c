/** The launcher's cards, in a section of their own. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILauncher } from '@jupyterlab/launcher';
import type { ITranslator } from '@jupyterlab/translation';
import { launcherCard, launcherCategory } from './launcher-card';
import { CommandIds, IInterviews, IOwnTranslator } from './tokens';

export const launcherPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:launcher',
  description: 'Launcher cards that start an interview, and join one by its link.',
  autoStart: true,
  requires: [IInterviews, IOwnTranslator],
  optional: [ILauncher],
  activate: (
    app: JupyterFrontEnd,
    service: IInterviews,
    translator: ITranslator,
    launcher: ILauncher | null
  ) => {
    const category = launcherCategory(translator.load('jupyter_interview'));
    const { commands } = app;
    for (const [rank, command] of [CommandIds.create, CommandIds.setUp].entries()) {
      const offer = launcherCard({ launcher, commands, command, category, rank: rank + 1 });
      service.interviews.rightsChanged.connect(offer);
    }
    launcher?.add({ command: CommandIds.join, category, rank: 4 });
  }
};
