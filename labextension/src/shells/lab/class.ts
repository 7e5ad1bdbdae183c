/** The command and the launcher's card for a class, and its tab again after a reload. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import type { ITranslator } from '@jupyterlab/translation';
import type { ClassWidget } from './class-widget';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- its card is in the launcher from the start
import { classIcon } from './icon';
import { launcherCard, launcherCategory } from './launcher-card';
import { show } from './shell-area';
import { CommandIds, IInterviews, IOwnTranslator } from './tokens';

export const classPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyter-interview:class',
  description: 'Many interviews at a glance.',
  autoStart: true,
  requires: [IInterviews, IOwnTranslator],
  optional: [ILayoutRestorer, ICommandPalette, ILauncher],
  activate: (
    app: JupyterFrontEnd,
    service: IInterviews,
    translator: ITranslator,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null
  ) => {
    const { interviews, preferences } = service;
    const trans = translator.load('jupyter_interview');
    const tracker = new WidgetTracker<ClassWidget>({ namespace: 'interview-class' });
    const isPossible = (): boolean => interviews.api.keptBy === 'server' && interviews.mayCreate;
    app.commands.addCommand(CommandIds.openClass, {
      label: args =>
        args.isPalette ? trans.__('Open Interview Class') : trans.__('Interview class'),
      caption: trans.__('Make an interview for each of a class, and see what goes on in all'),
      icon: classIcon,
      describedBy: { args: { type: 'object', properties: { name: { type: 'string' } } } },
      isEnabled: isPossible,
      isVisible: isPossible,
      execute: async ({ name }) => {
        const { ClassContent, ClassWidget } = await import('./class-widget');
        const wanted = (name as string | undefined) ?? null;
        const found = tracker.find(widget => !widget.isDisposed);
        const widget =
          found ?? new ClassWidget(new ClassContent(interviews, preferences, translator, wanted));
        if (!found) {
          widget.content.chosen.connect(() => void tracker.save(widget));
          void tracker.add(widget);
        } else if (wanted !== null) {
          widget.content.showClass(wanted);
        }
        show(app.shell, widget);
      }
    });
    void restorer?.restore(tracker, {
      command: CommandIds.openClass,
      args: ({ content }) => (content.name === null ? {} : { name: content.name }),
      name: () => 'class',
      when: preferences.ready
    });
    palette?.addItem({
      command: CommandIds.openClass,
      category: trans.__('Interview'),
      args: { isPalette: true }
    });
    const offer = launcherCard({
      launcher,
      commands: app.commands,
      command: CommandIds.openClass,
      category: launcherCategory(trans),
      rank: 3
    });
    preferences.changed.connect(offer);
    interviews.rightsChanged.connect(offer);
  }
};
