/** The list of own interviews in the left side bar. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import type { ITranslator } from '@jupyterlab/translation';
import { textFiles } from './lab-files';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- a restored side bar is seen at once
import { SessionListWidget } from './session-list-widget';
import { CommandIds, IInterviews, IOwnTranslator } from './tokens';

/** After the file browser, the running sessions and the table of contents. */
const RANK = 600;

export const sideBarPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:side-bar',
  description: 'The list of own interviews.',
  autoStart: true,
  requires: [IInterviews, IOwnTranslator],
  optional: [ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    service: IInterviews,
    translator: ITranslator,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ) => {
    const { interviews, preferences } = service;
    const trans = translator.load('jupyter_interview');
    const list = new SessionListWidget(interviews, preferences, textFiles(app), translator);
    app.shell.add(list, 'left', { rank: RANK, type: 'Interviews' });
    restorer?.add(list, 'jupyter-interview-list');
    app.commands.addCommand(CommandIds.list, {
      label: trans.__('Show Interviews'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => app.shell.activateById(list.id)
    });
    palette?.addItem({ command: CommandIds.list, category: trans.__('Interview') });
  }
};
