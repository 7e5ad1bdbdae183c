/** Makes what shows an interview. Loaded when the first is opened: Lab starts without all this. */
import { Notification } from '@jupyterlab/apputils';
import { openOfflineStore } from '../../backends/browser-store';
import type { IHome } from '../../backends/home';
import { openInterview } from '../../backends/open';
import type { ISession } from '../../contract/protocol';
import type { IFiles } from '../../features/attach/file-browser';
import { lookBackSource } from '../../features/look-back/look-back-source';
import type { IShownKeys } from '../../features/panel/toolbar';
import { questionDesk } from '../../features/questions/question-desk';
import { inviteActions } from '../../features/share/invite-actions';
import type { IInterviewModel } from '../../model/interview';
import type { IRunner } from '../../model/ports';
import { makeRunner } from '../page-runner';
import { InterviewContent, InterviewWidget } from './interview-widget';
import { filesIn, shownFolder } from './lab-files';
import { labMarkdown } from './lab-markdown';
import type { IInterviewsOptions } from './options';
import { shownKeys } from './shown-keys';

export interface IMakeWidgetOptions extends IInterviewsOptions {
  sessionId: string;
  /** Of a guest: the server they came to, and the secret of their link. */
  server: string | null;
  invite: string | undefined;
  home: IHome;
  onOpened: (model: IInterviewModel) => void;
  onFailed?: (reason: unknown) => void;
  /** Another interview was begun from here; null where there is no place to open it. */
  onBegun: ((session: ISession) => void) | null;
}

/** The panel, for a tab; `keys` are those of Lab's commands if nothing else is said. */
export function makeContent(
  options: IMakeWidgetOptions,
  keys = () => commandKeys(options)
): InterviewContent {
  const { editor, home, rendermime, sessionId, server, translator } = options;
  return new InterviewContent({
    sessionId,
    server,
    open: () =>
      openModel(options, () => makeRunner(sandboxOf(options))).then(
        model => {
          options.onOpened(model);
          return model;
        },
        (reason: unknown) => {
          options.onFailed?.(reason);
          throw reason;
        }
      ),
    openOfflineStore: () => openOfflineStore({ server: home.server, sessionId }),
    editor,
    invites: inviteActions(home.api, sessionId),
    desk: questionDesk(home.api, sessionId),
    remarks: change => home.api.remarks(sessionId, change),
    markdown: labMarkdown(rendermime),
    past: lookBackSource(
      home.api,
      sessionId,
      home.server,
      () => makeRunner(sandboxOf(options)),
      options.onBegun
    ),
    link: home.linkTo?.(sessionId) ?? null,
    files: filesOf(options),
    keys,
    sound: options.preferences.sound,
    onRenamed: name => void keepName(options, name),
    translator
  });
}

export function makeWidget(options: IMakeWidgetOptions): InterviewWidget {
  return new InterviewWidget(makeContent(options));
}

/** For other interviews, and later ones. In this one they have it already. */
async function keepName({ preferences, translator }: IMakeWidgetOptions, name: string) {
  try {
    await preferences.chooseName(name);
  } catch (reason) {
    console.error('The name cannot be kept in the settings.', reason);
    const trans = translator.load('jupyter_interview');
    Notification.warning(
      trans.__('You have another name in this interview, but it could not be kept for others.')
    );
  }
}

/** Those of this Lab, if its server is the one that keeps the interview. */
function filesOf({ app, home, server }: IMakeWidgetOptions): IFiles | null {
  const { serviceManager, commands } = app;
  if (server !== null || home.server !== serviceManager.serverSettings.baseUrl) {
    return null;
  }
  return {
    folder: () => shownFolder(app),
    inside: folder => filesIn(app, folder),
    open: path => void commands.execute('docmanager:open', { path })
  };
}

/** Programs run in the sandbox of this Lab, wherever the interview is kept. */
function sandboxOf({ app }: IMakeWidgetOptions): string {
  return app.serviceManager.serverSettings.baseUrl;
}

function commandKeys({ app }: IMakeWidgetOptions): IShownKeys {
  return {
    run: shownKeys(app.commands, 'interview:run'),
    tests: shownKeys(app.commands, 'interview:run-tests'),
    stop: shownKeys(app.commands, 'interview:stop'),
    note: shownKeys(app.commands, 'interview:note'),
    shortcuts: shownKeys(app.commands, 'interview:shortcuts'),
    lookBack: shownKeys(app.commands, 'interview:look-back')
  };
}

/** Also for what shows nothing of it. */
export async function openModel(
  options: Pick<IMakeWidgetOptions, 'home' | 'preferences' | 'sessionId'> & { invite?: string },
  createRunner: () => IRunner
): Promise<IInterviewModel> {
  const { home, invite, preferences, sessionId } = options;
  return openInterview({
    home,
    sessionId,
    invite,
    ...(await preferences.userName()),
    color: preferences.color,
    createRunner,
    timeLimitMs: preferences.timeLimitMs
  });
}
