/**
 * A home is where interviews are kept, as seen from this page: REST calls with a credential, and the
 * connection to a session. `server/homes.ts` has those with a server, `local/home.ts` the one without.
 */
import type { ILogPlace, IUser } from '../contract/protocol';
import type { IClock } from '../model/clock';
import type { IInterviewApi, IInterviewConnection } from '../model/ports';

export interface IHome {
  /** The Jupyter server's address, with a slash at its end. */
  readonly server: string;
  readonly api: IInterviewApi;
  connect(options: IConnectOptions): IInterviewConnection;
  /** Only a guest's home has one. */
  readonly secret: IGuestSecret | null;
  /** The address of an interview, where one alone lets others in; null where invites do. */
  readonly linkTo: ((sessionId: string) => string) | null;
}

/** What a guest has in place of a Jupyter identity. It opens one session. */
export interface IGuestSecret {
  /** Null in a browser that has not joined yet. */
  readonly value: string | null;
  remember(secret: string): void;
  forget(): void;
}

/** For tests, the network as they have it. */
export interface ISocketOptions {
  WebSocket?: typeof WebSocket;
  /** Like Math.random. */
  random?: () => number;
  /** Fires `online` when the network is back; the window by default. */
  network?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

export interface IConnectOptions extends ISocketOptions {
  sessionId: string;
  /** Which participant of a Jupyter identity connects. */
  user: IUser | null;
  /** Where the log was when this client last heard of it. */
  known: ILogPlace | null;
  clock?: IClock;
}
