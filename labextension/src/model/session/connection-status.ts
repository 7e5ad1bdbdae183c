/** Whether this page is connected, whether it was let in, and why it is not any more. */
import { positionOf } from '../../contract/frames';
import { CloseCode, type LeaveReason, type ServerFrame } from '../../contract/protocol';
import type { IInterviewConnection } from '../ports';
import { Slice, type ISlice } from '../slice';
import { closedBecause, type ClosedBecause } from './close-reasons';

/**
 * `waiting`: connected, but not let in yet. `closed`: it will not come back by itself,
 * `closedBecause` says why.
 */
export type Connection = 'connecting' | 'waiting' | 'online' | 'offline' | 'closed';

export interface IConnectionSlice extends ISlice {
  readonly state: Connection;
  readonly closedBecause: ClosedBecause | null;
}

export interface IConnectionStatusOptions {
  connection: IInterviewConnection;
  /** The document was received once. */
  wasInside: () => boolean;
  /** What was said of this person when they were taken out. */
  left: () => LeaveReason | null;
  touched: () => void;
}

export class ConnectionStatus extends Slice implements IConnectionSlice {
  constructor(private readonly _options: IConnectionStatusOptions) {
    super(_options.touched);
  }

  get state(): Connection {
    const { state, closed } = this._options.connection;
    if (state === 'closed') {
      return 'closed';
    }
    if (this._isWaiting) {
      return 'waiting';
    }
    if (state === 'open' && this._isOnline) {
      return 'online';
    }
    const isBackAtOnce = closed?.code === CloseCode.renewed && state !== 'waiting';
    return this._isWelcome && !isBackAtOnce ? 'offline' : 'connecting';
  }

  get closedBecause(): ClosedBecause | null {
    const { connection, wasInside, left } = this._options;
    const { state, closed } = connection;
    return state === 'closed' && closed ? closedBecause(closed, wasInside(), left()) : null;
  }

  /** A welcome came on the present connection. */
  get isOnline(): boolean {
    return this._isOnline;
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._options.connection.known = positionOf(frame.payload);
        this._isOnline = this._isWelcome = true;
        this._isWaiting = false;
        this.touch();
        break;
      case 'waiting':
        this._isWaiting = true;
        this.touch();
        break;
      case 'ack':
        this._options.connection.known = positionOf(frame.payload);
        break;
    }
  }

  /** The connection has another state. */
  renewed(): void {
    this.touch();
  }

  disconnected(): void {
    this._isOnline = false;
    this.touch();
  }

  private _isOnline = false;
  private _isWelcome = false;
  private _isWaiting = false;
}
