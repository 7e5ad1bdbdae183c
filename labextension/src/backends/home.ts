/**
 * A home is where interviews are kept, as seen from this page: REST calls with a credential, and
 * the connection to a session. The homes with a server are in `server/homes.ts`, the one without is
 * in `local/home.ts`.
 */
import type { ILogPosition, IUser } from '../contract/protocol';
import type { IClock } from '../model/clock';
import type { IInterviewApi, IInterviewConnection } from '../model/ports';

export interface IHome {
  /** The Jupyter server's address, with a slash at its end. */
  readonly server: string;
  readonly api: IInterviewApi;
  connect(options: IConnectOptions): IInterviewConnection;
  /** The secret of a guest; other homes have none. */
  readonly secret: IGuestSecret | null;
  /** The address of an interview where the address alone lets others in; null where invites do. */
  readonly linkTo: ((sessionId: string) => string) | null;
}

/** What a guest has in place of a Jupyter identity. It opens one session. */
export interface IGuestSecret {
  /** Null in a browser that has not joined yet. */
  readonly value: string | null;
  remember(secret: string): void;
  forget(): void;
}

/** The network; tests give their own. */
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
  /** The newest position in the log that this client has heard of. */
  known: ILogPosition | null;
  clock?: IClock;
}
