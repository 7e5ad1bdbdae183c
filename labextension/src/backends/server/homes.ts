/**
 * The homes with a server, and what each needs to speak to it.
 *
 * In JupyterLab and on the page of a logged-in user the credential is the Jupyter identity; a guest
 * has a secret that opens one session, and sends no cookies.
 */
import { ServerConnection } from '@jupyterlab/services';
import type { ILogPosition } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';
import type { IHome } from '../home';
import { createConnection, type ISocketAddress } from './connection';
import { GuestSecret, PROTOCOL, SECRET_HEADER, secretProtocol, tokenProtocol } from './credentials';
import { interviewServer } from './interview-server';
import { createApi } from './rest';

/** `userId` and `known` belong into the address. */
type Socket = (
  sessionId: string,
  userId: string | null,
  known: ILogPosition | null
) => ISocketAddress;

function overSocket(socket: Socket): IHome['connect'] {
  return ({ sessionId, user, ...options }) =>
    createConnection({ address: known => socket(sessionId, user?.id ?? null, known), ...options });
}

/** JupyterLab: its server settings know the token and the XSRF cookie. */
export function labHome(own: ServerConnection.ISettings): IHome {
  const settings = interviewServer(own);
  const isElsewhere = settings !== own;
  return {
    server: settings.baseUrl,
    api: createApi({
      baseUrl: settings.baseUrl + 'interview/api',
      fetch: (url, init) => ServerConnection.makeRequest(url, init, settings)
    }),
    connect: overSocket((sessionId, userId, known) => {
      const query: Record<string, string> = {};
      if (settings.appendToken && settings.token && !isElsewhere) {
        query.token = settings.token;
      }
      const { url, protocols } = socketOf(settings.wsUrl, sessionId, userId, known, query);
      const offered = isElsewhere && settings.token ? [tokenProtocol(settings.token)] : [];
      return { url, protocols: [...protocols, ...offered] };
    }),
    secret: null,
    linkTo: null
  };
}

/** A server of another origin: a token is the credential, and no cookie goes along. */
export function remoteHome({ baseUrl, token }: { baseUrl: string; token: string }): IHome {
  return {
    server: baseUrl,
    api: createApi({
      baseUrl: baseUrl + 'interview/api',
      fetch: (url, init) => fetch(url, { ...init, credentials: 'omit' }),
      headers: () => tokenHeader(token),
      unreachable: unreachableFrom(baseUrl, location.origin)
    }),
    connect: overSocket((sessionId, userId, known) => {
      const { url, protocols } = socketOf(webSocketUrl(baseUrl), sessionId, userId, known);
      return { url, protocols: token === '' ? protocols : [...protocols, tokenProtocol(token)] };
    }),
    secret: null,
    linkTo: null
  };
}

/**
 * The home for settings that name a server by something that is no address: every request is
 * refused with that.
 */
export function misnamedHome(named: string): IHome {
  const problem = new InterviewError(
    `“${named}” is not the address of a server. Change “Interview server” in the settings to one ` +
      'such as https://host/.',
    'unreachable',
    0
  );
  return {
    server: named,
    api: createApi({
      baseUrl: '',
      fetch: () => Promise.reject(problem),
      unreachable: problem.message
    }),
    connect: () => {
      throw problem;
    },
    secret: null,
    linkTo: null
  };
}

/** A page of the Jupyter server for a person who is logged in: the cookie is the credential. */
export function pageHome({ baseUrl }: { baseUrl: string }): IHome {
  return {
    server: baseUrl,
    api: createApi({
      baseUrl: baseUrl + 'interview/api',
      fetch: (url, init) => fetch(url, { ...init, credentials: 'same-origin' }),
      headers: () => xsrfHeader(document.cookie)
    }),
    connect: overSocket((sessionId, userId, known) =>
      socketOf(webSocketUrl(baseUrl), sessionId, userId, known)
    ),
    secret: null,
    linkTo: null
  };
}

/** The guest page. A guest has nothing but the secret of one session. */
export function guestHome(options: { baseUrl: string; sessionId: string }): IGuestHome {
  const { baseUrl } = options;
  const secret = new GuestSecret(baseUrl, options.sessionId);
  return {
    server: baseUrl,
    api: createApi({
      baseUrl: baseUrl + 'interview/api',
      fetch: (url, init) => fetch(url, { ...init, credentials: 'omit' }),
      headers: () => secretHeader(secret.value),
      unreachable: unreachableFrom(baseUrl, location.origin)
    }),
    connect: overSocket((sessionId, _userId, known) => {
      const { url, protocols } = socketOf(webSocketUrl(baseUrl), sessionId, null, known);
      const offered = secret.value === null ? [] : [secretProtocol(secret.value)];
      return { url, protocols: [...protocols, ...offered] };
    }),
    secret,
    linkTo: null,
    get remembered() {
      return secret.value !== null;
    }
  };
}

export interface IGuestHome extends IHome {
  readonly secret: GuestSecret;
  /** This browser has joined the session before and may come back without a link. */
  readonly remembered: boolean;
}

/** The header that Jupyter wants on writes with a cookie. */
export function xsrfHeader(cookies: string): Record<string, string> {
  const pair = cookies.split('; ').find(cookie => cookie.startsWith('_xsrf='));
  return pair ? { 'X-XSRFToken': pair.slice('_xsrf='.length) } : {};
}

/**
 * What to say of a server that may let no pages of this site in; browsers hide that from the page.
 */
export function unreachableFrom(server: string, site: string): string | undefined {
  const { origin } = new URL(server);
  return origin === site
    ? undefined
    : `No answer from ${origin}. Either it cannot be reached, or it does not let pages of ` +
        `${site} in: then its setting c.ServerApp.allow_origin must name this site.`;
}

function tokenHeader(token: string): Record<string, string> {
  return token === '' ? {} : { Authorization: `token ${token}` };
}

function secretHeader(secret: string | null): Record<string, string> {
  return secret === null ? {} : { [SECRET_HEADER]: secret };
}

function socketOf(
  wsUrl: string,
  sessionId: string,
  userId: string | null,
  known: ILogPosition | null,
  query: Record<string, string> = {}
): ISocketAddress {
  const words = new URLSearchParams(query);
  if (userId !== null) {
    words.set('user', userId);
  }
  if (known !== null) {
    words.set('known', `${known.seq}:${known.at}`);
  }
  const tail = words.size > 0 ? `?${words}` : '';
  const url = `${wsUrl}interview/ws/${encodeURIComponent(sessionId)}${tail}`;
  return { url, protocols: [PROTOCOL] };
}

function webSocketUrl(baseUrl: string): string {
  return baseUrl.replace(/^http/, 'ws');
}
