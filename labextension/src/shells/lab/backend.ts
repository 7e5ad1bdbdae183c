/**
 * Where the interviews of this Lab are: at the server that somebody named, in the browser on a site
 * that has no server, or at the Jupyter server that Lab came from.
 */
import { PageConfig } from '@jupyterlab/coreutils';
import type { ServerConnection } from '@jupyterlab/services';
import type { IHome } from '../../backends/home';
import { localHome } from '../../backends/local/home';
import { guestHome, labHome, misnamedHome, remoteHome } from '../../backends/server/homes';
import { SERVER_URL_OPTION } from '../../backends/server/interview-server';
import type { IInvitation } from '../../backends/server/invitation';

/** Set by the addon of JupyterLite that comes with this extension. */
const BACKEND_OPTION = 'interviewBackend';

export interface INamedServer {
  /** Empty where none is named. */
  server: string;
  serverToken: string;
}

export function homeOf(own: ServerConnection.ISettings, named: INamedServer): IHome {
  const isStatic = PageConfig.getOption(BACKEND_OPTION) === 'local';
  const server = named.server || (isStatic ? PageConfig.getOption(SERVER_URL_OPTION) : '');
  if (server !== '') {
    // Settings are read while they are typed, too.
    return URL.canParse(server, location.href)
      ? remoteHome({ baseUrl: addressOf(server), token: named.serverToken })
      : misnamedHome(server);
  }
  return isStatic
    ? localHome({ link: linkHere, questions: `${own.baseUrl}interview/questions.json` })
    : labHome(own);
}

export function homeOfGuest({ server, sessionId }: Omit<IInvitation, 'secret'>): IHome {
  return guestHome({ baseUrl: server, sessionId });
}

function addressOf(server: string): string {
  return new URL(server, location.href).href.replace(/\/?$/, '/');
}

/** This Lab with the interview in front. */
function linkHere(sessionId: string): string {
  const address = new URL(location.href);
  address.search = `?interview=${sessionId}`;
  address.hash = '';
  return address.href;
}
