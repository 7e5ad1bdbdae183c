/** What every connection tells of itself, wherever the interview is kept. */
import { Signal, type ISignal } from '@lumino/signaling';
import type { ClientFrame, ILogPosition, ServerFrame } from '../contract/protocol';
import type { ConnectionState, IInterviewConnection } from '../model/ports';

export abstract class ObservedConnection implements IInterviewConnection {
  abstract known: ILogPosition | null;
  abstract send(frame: ClientFrame): boolean;
  abstract sendBinary(data: Uint8Array): boolean;
  abstract retryNow(): void;
  abstract renew(): void;
  abstract dispose(): void;

  get state(): ConnectionState {
    return this._state;
  }

  get closed(): { code: number; reason: string } | null {
    return this._closed;
  }

  get stateChanged(): ISignal<IInterviewConnection, ConnectionState> {
    return this._stateChanged;
  }

  get frame(): ISignal<IInterviewConnection, ServerFrame> {
    return this._frame;
  }

  get binary(): ISignal<IInterviewConnection, Uint8Array> {
    return this._binary;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  protected _setState(state: ConnectionState): void {
    if (state !== this._state) {
      this._state = state;
      this._stateChanged.emit(state);
    }
  }

  protected readonly _frame = new Signal<IInterviewConnection, ServerFrame>(this);
  protected readonly _binary = new Signal<IInterviewConnection, Uint8Array>(this);
  protected _closed: { code: number; reason: string } | null = null;
  protected _isDisposed = false;
  private readonly _stateChanged = new Signal<IInterviewConnection, ConnectionState>(this);
  private _state: ConnectionState = 'connecting';
}
