/** The way between a client and the relay: frames wait in it until they are carried. */
import { Signal } from '@lumino/signaling';
import type { ClientFrame, ILogPosition, IUser, ServerFrame } from '../src/contract/protocol';
import { decodeSync } from '../src/model/document/sync';
import type { ConnectionState, IInterviewConnection } from '../src/model/ports';

export type Message = ServerFrame | Uint8Array;

/** The other end. */
export interface IFarEnd {
  readonly place: ILogPosition;
  welcome(wire: Wire): void;
  handle(wire: Wire, message: ClientFrame | Uint8Array): void;
}

let lastPeer = 0;

/** One connection as both ends see it. */
export class Wire implements IInterviewConnection {
  constructor(
    private readonly _farEnd: IFarEnd,
    readonly user: IUser
  ) {}

  peer = 0;
  known: ILogPosition | null = null;
  saidAge: number | null = null;
  state: ConnectionState = 'connecting';
  closed: { code: number; reason: string } | null = null;
  readonly stateChanged = new Signal<this, ConnectionState>(this);
  readonly frame = new Signal<this, ServerFrame>(this);
  readonly binary = new Signal<this, Uint8Array>(this);
  /** Text frames the client sent. */
  readonly sent: ClientFrame[] = [];
  renewed = 0;
  retried = 0;

  send(frame: ClientFrame): boolean {
    if (this.state === 'open') {
      this.sent.push(frame);
    }
    return this._toServer(frame);
  }

  sendBinary(data: Uint8Array): boolean {
    return this._toServer(data);
  }

  retryNow(): void {
    this.retried++;
    this.open();
  }

  renew(): void {
    this.renewed++;
    this.drop(1006);
    this.open();
  }

  get isDisposed(): boolean {
    return this.state === 'closed';
  }

  dispose(): void {
    this.drop(1000, 'closed');
  }

  open(): void {
    this.peer = ++lastPeer;
    this._updates = this._acked = 0;
    this.saidAge = null;
    this._setState('open');
    this._farEnd.welcome(this);
  }

  /** The connection is gone, and every frame on its way. */
  drop(code: number, state: ConnectionState = 'waiting'): void {
    this._up = [];
    this._down = [];
    this.closed = { code, reason: '' };
    this._setState(state);
  }

  push(message: Message): void {
    if (this.state === 'open') {
      this._down.push(message);
    }
  }

  /** Takes what waits in both directions; whether there was anything. */
  carry(): boolean {
    const up = this._up.splice(0);
    for (const message of up) {
      if (message instanceof Uint8Array && decodeSync(message).kind !== 'step1') {
        this._updates++;
      }
      this._farEnd.handle(this, message);
    }
    const down = this._down.splice(0);
    for (const message of down) {
      if (message instanceof Uint8Array) {
        this.binary.emit(message);
      } else {
        this.frame.emit(message);
      }
    }
    return up.length + down.length > 0;
  }

  acknowledge(): boolean {
    if (this.state !== 'open' || this._updates === this._acked) {
      return false;
    }
    this._acked = this._updates;
    this.push({ type: 'ack', payload: { updates: this._updates, ...this._farEnd.place } });
    return true;
  }

  private _toServer(message: ClientFrame | Uint8Array): boolean {
    if (this.state !== 'open') {
      return false;
    }
    this._up.push(message);
    return true;
  }

  private _setState(state: ConnectionState): void {
    this.state = state;
    this.stateChanged.emit(state);
  }

  private _up: (ClientFrame | Uint8Array)[] = [];
  private _down: Message[] = [];
  private _updates = 0;
  private _acked = 0;
}
