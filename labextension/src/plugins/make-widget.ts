/** Makes the tab of one interview. Loaded when the first is opened: Lab starts without all this. */
import type { IHome } from '../client/homes';
import { openInterview } from '../client/open';
import { openShelf } from '../client/shelf';
import { inviteActions } from '../components/invite-actions';
import { makeRunner } from '../page-runner';
import type { IInterviewModel } from '../model/interview';
import { InterviewContent, InterviewWidget } from './interview-widget';
import type { IInterviewsOptions } from './options';

export interface IMakeWidgetOptions extends IInterviewsOptions {
  sessionId: string;
  /** Of a guest: the server they came to, and the secret of their link. */
  server: string | null;
  invite: string | undefined;
  home: IHome;
  onOpened: (model: IInterviewModel) => void;
}

export function makeWidget(options: IMakeWidgetOptions): InterviewWidget {
  const { app, editors, home, sessionId, server, translator } = options;
  const content = new InterviewContent({
    sessionId,
    server,
    open: () => openModel(options),
    openShelf: () => openShelf({ server: home.server, sessionId }),
    editor: editors.factoryService,
    invites: inviteActions(home.api, sessionId),
    link: home.linkTo?.(sessionId) ?? null,
    commands: app.commands,
    translator
  });
  return new InterviewWidget(content);
}

async function openModel(options: IMakeWidgetOptions): Promise<IInterviewModel> {
  const { app, home, invite, preferences, sessionId } = options;
  const model = await openInterview({
    home,
    sessionId,
    invite,
    userName: await preferences.userName(),
    color: preferences.color,
    createRunner: () => makeRunner(app.serviceManager.serverSettings.baseUrl),
    timeLimitMs: preferences.timeLimitMs
  });
  options.onOpened(model);
  return model;
}
