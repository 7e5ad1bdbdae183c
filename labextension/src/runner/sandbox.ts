/** One frame together with what has been loaded into it. When it fails it is thrown away whole. */
import type { AssetStore } from './assets';
import type { FromFrame, ToFrame, WorkerKind } from './messages';
import { SandboxFrame } from './sandbox-frame';

export interface ISandboxOptions {
  frameUrl: string;
  host: HTMLElement;
  assets: AssetStore;
  /** Hears 0..1 of the bytes of a kind; 1 means that its interpreter starts next. */
  onProgress: (kind: WorkerKind, fraction: number) => void;
  /** Hears everything the frame says. */
  onMessage: (message: FromFrame) => void;
  onLost: () => void;
}

export class Sandbox {
  constructor(private _options: ISandboxOptions) {
    this._frame = new SandboxFrame({
      url: _options.frameUrl,
      host: _options.host,
      onMessage: message => this._hear(message),
      onLost: _options.onLost
    });
  }

  /** True once the frame's supervisor has answered. */
  get isConnected(): boolean {
    return this._frame.isConnected;
  }

  /** Gives the frame the files of a kind, once. Rejects with why it cannot. */
  provide(kind: WorkerKind): Promise<void> {
    let provided = this._provided.get(kind);
    if (provided === undefined) {
      provided = this._provide(kind);
      this._provided.set(kind, provided);
      provided.catch(() => this._provided.delete(kind));
    }
    return provided;
  }

  /** Names the kinds to keep a spare worker of. */
  keepSpares(kinds: WorkerKind[]): void {
    this._frame.send({ type: 'spares', kinds });
  }

  /** Resolves when a worker of this kind has started for the first time. */
  booted(kind: WorkerKind): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this._bootedKinds.has(kind)) {
        resolve();
      } else {
        this._waiting.push({ kind, resolve, reject });
      }
    });
  }

  send(message: ToFrame): void {
    this._frame.send(message);
  }

  watch(on: boolean): void {
    this._frame.watch(on);
  }

  close(): void {
    this._frame.close();
    for (const { reject } of this._waiting.splice(0)) {
      reject(new Error('the sandbox was closed'));
    }
  }

  private async _provide(kind: WorkerKind): Promise<void> {
    const { assets, onProgress } = this._options;
    if (kind === 'javascript') {
      // Its worker script is part of the frame's page.
      await this._frame.ready;
      onProgress(kind, 1);
      return;
    }
    const [files] = await Promise.all([
      assets.load(kind, fraction => onProgress(kind, fraction)),
      this._frame.ready
    ]);
    onProgress(kind, 1);
    this._frame.send({ type: 'assets', kind, files }, Object.values(files));
  }

  private _hear(message: FromFrame): void {
    if (message.type === 'booted' || message.type === 'failed') {
      const { kind } = message;
      const settled = this._waiting.filter(waiter => waiter.kind === kind);
      this._waiting = this._waiting.filter(waiter => waiter.kind !== kind);
      if (message.type === 'booted') {
        this._bootedKinds.add(kind);
        settled.forEach(({ resolve }) => resolve());
      } else {
        settled.forEach(({ reject }) => reject(new Error(message.message)));
      }
    }
    this._options.onMessage(message);
  }

  private _frame: SandboxFrame;
  private _provided = new Map<WorkerKind, Promise<void>>();
  private _bootedKinds = new Set<WorkerKind>();
  private _waiting: IWaiter[] = [];
}

interface IWaiter {
  kind: WorkerKind;
  resolve: () => void;
  reject: (error: Error) => void;
}
