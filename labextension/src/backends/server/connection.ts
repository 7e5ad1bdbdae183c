/**
 * A WebSocket in sync mode that comes back by itself.
 *
 * Waiting between tries is random between half a second and a ceiling that doubles up to ten
 * seconds, so that the clients of a server that restarts do not all return together. Only a
 * connection that lasted resets the ceiling; a server that says it has too much to do raises it. A
 * server that has replaced the document wants its clients back immediately.
 */
import { Signal } from '@lumino/signaling';
import { parseFrame } from '../../contract/frames';
import {
  CloseCode,
  FINAL_CLOSE_CODES,
  type ClientFrame,
  type ILogPosition
} from '../../contract/protocol';
import { systemClock, type IClock } from '../../model/clock';
import type { IInterviewConnection } from '../../model/ports';
import type { ISocketOptions } from '../home';
import { ObservedConnection } from '../observed-connection';

export interface ISocketAddress {
  url: string;
  protocols: string[];
}

export interface IConnectionOptions extends ISocketOptions {
  /** Asked for at every connect. `known` belongs into the address. */
  address(known: ILogPosition | null): ISocketAddress;
  known?: ILogPosition | null;
  clock?: IClock;
}

const FLOOR_MS = 500;
const CEILING_MS = 10_000;
/** The number of tries that count at least after a close that asks for patience. */
const PATIENT_TRIES = 4;
/** The milliseconds after which a connection counts as one that lasted. */
const LASTED_MS = 10_000;

const NORMAL_CLOSE = 1000;
const PATIENCE_CODES: readonly number[] = [CloseCode.rate, CloseCode.overloaded];

export function createConnection(options: IConnectionOptions): IInterviewConnection {
  return new InterviewConnection(options);
}

class InterviewConnection extends ObservedConnection {
  constructor(private readonly _options: IConnectionOptions) {
    super();
    this._clock = _options.clock ?? systemClock;
    this._network = _options.network ?? globalThis;
    this.known = _options.known ?? null;
    this._network.addEventListener('online', this._onNetwork);
    this._connect();
  }

  known: ILogPosition | null;

  send(frame: ClientFrame): boolean {
    return this._send(JSON.stringify(frame));
  }

  sendBinary(data: Uint8Array): boolean {
    return this._send(data);
  }

  retryNow(): void {
    if (!this._isDisposed && (this.state === 'waiting' || this.state === 'closed')) {
      this._cancelWait();
      this._connect();
    }
  }

  renew(): void {
    if (this.state === 'open') {
      this._drop();
      this._connect();
    }
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._network.removeEventListener('online', this._onNetwork);
    this._cancelWait();
    this._drop();
    this._setState('closed');
    Signal.clearData(this);
  }

  private _connect(): void {
    const Socket = this._options.WebSocket ?? WebSocket;
    const { url, protocols } = this._options.address(this.known);
    const socket = new Socket(url, protocols);
    socket.binaryType = 'arraybuffer';
    this._socket = socket;
    socket.onopen = () => {
      this._openedAt = this._clock.now();
      this._setState('open');
    };
    socket.onmessage = event => this._onMessage(event.data);
    socket.onclose = ({ code, reason }) => this._onClose(code, reason);
    this._setState('connecting');
  }

  private _onMessage(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      this._binary.emit(new Uint8Array(data));
    } else if (typeof data === 'string') {
      const frame = parseFrame(data);
      if (frame) {
        this._frame.emit(frame);
      }
    }
  }

  private _onClose(code: number, reason: string): void {
    this._socket = null;
    this._closed = { code, reason };
    if (FINAL_CLOSE_CODES.includes(code)) {
      this._setState('closed');
      return;
    }
    if (code === CloseCode.renewed && this._mayReturnAtOnce()) {
      this._openedAt = null;
      this._connect();
      return;
    }
    if (this._openedAt !== null && this._clock.now() - this._openedAt >= LASTED_MS) {
      this._tries = 0;
    }
    this._openedAt = null;
    this._tries = Math.max(this._tries + 1, PATIENCE_CODES.includes(code) ? PATIENT_TRIES : 0);
    this._stopWaiting = this._clock.after(this._delay(), () => {
      this._stopWaiting = null;
      this._connect();
    });
    this._setState('waiting');
  }

  /** Only once, or a server that renews for ever would be asked without end. */
  private _mayReturnAtOnce(): boolean {
    const before = this._renewedAt;
    this._renewedAt = this._clock.now();
    return this._renewedAt - before >= FLOOR_MS;
  }

  private _delay(): number {
    const ceiling = Math.min(CEILING_MS, FLOOR_MS * 2 ** this._tries);
    return FLOOR_MS + (this._options.random ?? Math.random)() * (ceiling - FLOOR_MS);
  }

  private _send(data: string | Uint8Array): boolean {
    if (this.state !== 'open' || this._socket === null) {
      return false;
    }
    // No bytes of ours are shared between threads, which a socket would refuse.
    this._socket.send(data as string | Uint8Array<ArrayBuffer>);
    return true;
  }

  /** Closes the socket and stops listening to it. */
  private _drop(): void {
    const socket = this._socket;
    this._socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close(NORMAL_CLOSE);
    }
  }

  private _cancelWait(): void {
    this._stopWaiting?.();
    this._stopWaiting = null;
  }

  private readonly _onNetwork = (): void => {
    if (this.state === 'waiting') {
      this.retryNow();
    }
  };

  private readonly _clock: IClock;
  private readonly _network: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  private _socket: WebSocket | null = null;
  private _tries = 0;
  private _openedAt: number | null = null;
  private _renewedAt = -Infinity;
  private _stopWaiting: (() => void) | null = null;
}
