/** What can be done with interviews from Lab's palette, launcher and keys. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import { readInvitation } from '../../backends/server/invitation';
import type { Action, Language } from '../../contract/protocol';
import { LANGUAGES } from '../../features/languages';
import { candidateLink, copiedSentence } from '../../features/share/invite-actions';
import { sentence } from '../../features/sentences';
import { stopWhatRuns } from '../../features/panel/stop';
import { shownTitle } from '../../features/wording';
import type { IInterviewModel } from '../../model/interview';
import { copyText } from '../../ui/clipboard';
import { askForInvitation } from './ask-for-invitation';
import { interviewIcon, joinIcon, setUpIcon, startIcon } from './icon';
import type { InterviewContent } from './interview-widget';
import type { Interviews } from './interviews';
import { CommandIds } from './tokens';

const LANGUAGE = { type: 'string', enum: [...LANGUAGES] };

export function addCommands(
  commands: CommandRegistry,
  interviews: Interviews,
  trans: TranslationBundle
): void {
  const told = notifying(trans);
  commands.addCommand(CommandIds.create, {
    label: args => (args.isPalette ? trans.__('New Interview') : trans.__('Interview')),
    caption: trans.__('Start an untitled interview at once'),
    icon: startIcon,
    describedBy: objectOf({ language: LANGUAGE }),
    isEnabled: () => interviews.mayCreate,
    isVisible: () => interviews.mayCreate,
    execute: ({ language }) =>
      told(interviews.create({ state: 'live', language: language as Language | undefined }))
  });
  commands.addCommand(CommandIds.setUp, {
    label: args => (args.isPalette ? trans.__('New Interview…') : trans.__('New interview…')),
    caption: trans.__('Start an interview with a title, a language and a text of your choice'),
    icon: setUpIcon,
    describedBy: objectOf({}),
    isEnabled: () => interviews.mayCreate,
    isVisible: () => interviews.mayCreate,
    execute: () => interviews.setUp()
  });
  commands.addCommand(CommandIds.draft, {
    label: trans.__('New Interview as Draft'),
    caption: trans.__('Prepare an interview that nobody else sees until it is started'),
    describedBy: objectOf({ language: LANGUAGE }),
    isEnabled: () => interviews.mayCreate,
    isVisible: () => interviews.api.keptBy === 'server' && interviews.mayCreate,
    execute: ({ language }) =>
      told(interviews.create({ state: 'draft', language: language as Language | undefined }))
  });
  commands.addCommand(CommandIds.open, {
    label: trans.__('Open Interview'),
    describedBy: objectOf(
      { sessionId: { type: 'string' }, server: { type: 'string' } },
      'sessionId'
    ),
    execute: ({ sessionId, server }) =>
      typeof server === 'string'
        ? interviews.openAsGuest({ sessionId: sessionId as string, server })
        : interviews.open(sessionId as string)
  });
  commands.addCommand(CommandIds.join, {
    label: args => (args.isPalette ? trans.__('Join Interview…') : trans.__('Join an interview')),
    caption: trans.__('Take part in an interview by the link that you were sent'),
    icon: joinIcon,
    describedBy: objectOf({ link: { type: 'string' } }),
    execute: async ({ link }) => {
      const invitation =
        typeof link === 'string' ? readInvitation(link) : await askForInvitation(trans);
      return invitation && interviews.openAsGuest(invitation);
    }
  });

  const onCurrent = (
    id: string,
    label: string,
    enabled: (model: IInterviewModel) => boolean,
    execute: (model: IInterviewModel) => unknown
  ): void => {
    commands.addCommand(id, {
      label,
      describedBy: objectOf({}),
      isEnabled: () => interviews.current !== null && enabled(interviews.current),
      execute: () => interviews.current && execute(interviews.current)
    });
  };
  const may = (action: Action) => (model: IInterviewModel) => model.session.can(action);
  const looksBack = (): boolean => interviews.tracker.currentWidget?.content.looksBack ?? false;
  const dialog = (name: 'share' | 'questions' | 'end' | 'shortcuts') => () =>
    interviews.tracker.currentWidget?.content.showDialog(name);

  onCurrent(
    CommandIds.run,
    trans.__('Run Code'),
    model => model.session.can('run') && !looksBack(),
    model => model.runs.run()
  );
  onCurrent(
    CommandIds.tests,
    trans.__('Run Visible Tests'),
    model => model.questions.listed.length > 0 && model.session.can('run') && !looksBack(),
    () => interviews.tracker.currentWidget?.content.runTests()
  );
  onCurrent(
    CommandIds.stop,
    trans.__('Stop Run'),
    model => model.runs.running || model.questions.running !== null,
    stopWhatRuns
  );
  onCurrent(CommandIds.note, trans.__('Write a Note on the Interview'), may('notes'), () =>
    interviews.tracker.currentWidget?.content.writeNote()
  );
  onCurrent(
    CommandIds.questions,
    trans.__('Questions of an Interview…'),
    may('questions'),
    dialog('questions')
  );
  onCurrent(
    CommandIds.saved,
    trans.__('Say Whether the Interview Is Saved'),
    () => true,
    () => interviews.tracker.currentWidget?.content.showSaved()
  );
  onCurrent(
    CommandIds.shortcuts,
    trans.__('Keyboard Shortcuts of an Interview'),
    () => true,
    dialog('shortcuts')
  );
  onCurrent(CommandIds.lookBack, trans.__('Look Back at an Interview'), may('look_back'), () =>
    interviews.tracker.currentWidget?.content.lookBack()
  );
  onCurrent(
    CommandIds.share,
    trans.__('Share Interview…'),
    model => model.session.can('invite') || model.session.keptBy === 'browser',
    dialog('share')
  );
  onCurrent(CommandIds.start, trans.__('Start Interview'), may('start'), model =>
    told(model.session.start())
  );
  onCurrent(CommandIds.end, trans.__('End Interview…'), may('end'), dialog('end'));
  onCurrent(CommandIds.reopen, trans.__('Reopen Interview'), may('reopen'), model =>
    told(model.session.reopen())
  );
  onCurrent(
    CommandIds.attach,
    trans.__('Attach Interview to a File…'),
    model => model.session.can('attach') && model.attachment.possible,
    () => interviews.tracker.currentWidget?.content.showDialog({ attach: null })
  );
  const isAttachable = ({ model }: InterviewContent): boolean =>
    model !== null && model.session.can('attach') && model.attachment.possible;
  commands.addCommand(CommandIds.attachCell, {
    label: () => {
      const title = interviews.latest(isAttachable)?.content.model?.session.title;
      return title === undefined
        ? trans.__('Attach to Interview…')
        : trans.__('Attach to Interview “%1”…', shownTitle(title, trans));
    },
    icon: interviewIcon,
    describedBy: objectOf({}),
    isVisible: () => interviews.latest(isAttachable) !== null && interviews.activeCell !== null,
    execute: async () => {
      const [widget, cell] = [interviews.latest(isAttachable), interviews.activeCell];
      if (widget && cell) {
        await cell.save();
        // It asks over whatever is in front, and the notebook stays there.
        widget.content.showDialog({ attach: { path: cell.path, cellId: cell.cellId } });
      }
    }
  });
  onCurrent(CommandIds.copyLink, trans.__('Copy Candidate Link'), may('invite'), async model => {
    const link = await told(candidateLink(interviews.api, model.session.id));
    if (await copyText(link.url)) {
      Notification.success(copiedSentence(link, shownTitle(model.session.title, trans), trans));
    } else {
      dialog('share')();
    }
  });
  interviews.tracker.currentChanged.connect(() => commands.notifyCommandChanged());
}

/** Commands have no place of their own for a refusal. */
function notifying(trans: TranslationBundle) {
  return async <T>(action: Promise<T>): Promise<T> => {
    try {
      return await action;
    } catch (reason) {
      Notification.error(sentence(reason, trans));
      throw reason;
    }
  };
}

function objectOf(properties: Record<string, ReadonlyJSONObject>, ...required: string[]) {
  return { args: { type: 'object' as const, properties, required } };
}
