/** Interviews in Lab: their tabs, commands and settings, and the tabs again after a reload. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IEditorServices } from '@jupyterlab/codeeditor';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- editors are made with it at once
import { mimeTypeIn } from '../../features/editor/editor-mode';
import type { IShownFile } from '../../features/editor/editor-mode';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- the palette lists its commands at once
import { addCommands } from './commands';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- other plugins get it when it starts
import { Interviews } from './interviews';
import { LabEditorSettings } from './lab-editor-settings';
import { numberTitle } from './number-title';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- tabs wait for what they say
import { Preferences } from './preferences';
import { inOwnWords } from './settings-words';
import { CommandIds, IInterviews, IOwnTranslator, PLUGIN_ID } from './tokens';

export const corePlugin: JupyterFrontEndPlugin<IInterviews> = {
  id: PLUGIN_ID,
  description: 'Live coding interviews: panels, commands and settings.',
  autoStart: true,
  provides: IInterviews,
  requires: [IEditorServices, IEditorLanguageRegistry, IOwnTranslator, IRenderMimeRegistry],
  optional: [ISettingRegistry, ILayoutRestorer, ICommandPalette],
  activate: (
    app: JupyterFrontEnd,
    editors: IEditorServices,
    modes: IEditorLanguageRegistry,
    translator: ITranslator,
    rendermime: IRenderMimeRegistry,
    settings: ISettingRegistry | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null
  ) => {
    const trans = translator.load('jupyter_interview');
    settings?.transform(PLUGIN_ID, { fetch: inOwnWords(trans) });
    const preferences = new Preferences(app.serviceManager.user, settings?.load(PLUGIN_ID) ?? null);
    const editor = {
      newDocumentEditor: editors.factoryService.newDocumentEditor,
      mimeTypeOf: (file: IShownFile) => mimeTypeIn(modes, file),
      settings: new LabEditorSettings(app, preferences, settings)
    };
    const interviews = new Interviews({ app, editor, preferences, rendermime, translator });
    numberTitle(app.shell, interviews);
    addCommands(app.commands, interviews, trans);
    interviews.rightsChanged.connect(() => app.commands.notifyCommandChanged());
    void restorer?.restore(interviews.tracker, {
      command: CommandIds.open,
      args: ({ content: { sessionId, server } }) => ({ sessionId, ...(server && { server }) }),
      name: ({ content }) => content.id,
      when: preferences.ready
    });
    const { create, setUp, draft, join, run, tests, stop, questions, share, copyLink } = CommandIds;
    const { start, end, reopen, attach } = CommandIds;
    const listed = [
      create,
      setUp,
      draft,
      join,
      run,
      tests,
      stop,
      questions,
      share,
      copyLink,
      start,
      end,
      reopen,
      attach
    ];
    for (const command of [...listed, CommandIds.lookBack, CommandIds.shortcuts]) {
      palette?.addItem({ command, category: trans.__('Interview'), args: { isPalette: true } });
    }
    return { interviews, preferences };
  }
};
