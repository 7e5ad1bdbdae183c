/** One frame together with what has been loaded into it. When it fails it is thrown away whole. */
import type { AssetStore } from './assets';
import { load } from './file-loader';
import { BEGIN_LIMIT_MS } from './limits';
import type { FileRole, FromFrame, LazyRole, ToFrame } from './messages';
import { SandboxFrame } from './sandbox-frame';
import type { RunLanguage } from './types';
import { within } from './within';

const NOT_BOOTED = 'it took too long to start';

export interface ISandboxOptions {
  frameUrl: string;
  host: HTMLElement;
  assets: AssetStore;
  /** Hears 0..1 of the bytes of a language; 1 means that its interpreter starts next. */
  onProgress: (language: RunLanguage, fraction: number) => void;
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

  /** Resolves when the frame is there, and what it needs comes without the page's thread. */
  async underway(language: RunLanguage | null): Promise<void> {
    await Promise.all([this._frame.ready, language && this._sent.get(language)]);
  }

  /** Gives the frame the files of a language, once. Rejects with why it cannot. */
  provide(language: RunLanguage): Promise<void> {
    let provided = this._provided.get(language);
    if (provided === undefined) {
      const sent = this._send(language);
      provided = sent.then(({ arrived }) => arrived);
      this._sent.set(language, sent);
      this._provided.set(language, provided);
      provided.catch(() => this._provided.delete(language));
    }
    return provided;
  }

  /** True when the frame has every file of the language. */
  has(language: RunLanguage): boolean {
    return this._complete.has(language);
  }

  /** Names the languages of which to keep a spare worker. */
  async keepSpares(kinds: RunLanguage[]): Promise<void> {
    await this._frame.ready;
    this._failures.clear();
    this._frame.send({ type: 'spares', kinds });
  }

  /**
   * Resolves when a worker of this language has started for the first time. Rejects when the last
   * one did not, or none does in time: nobody looks whether the frame is alive.
   */
  booted(kind: RunLanguage): Promise<void> {
    const booted = new Promise<void>((resolve, reject) => {
      const failure = this._failures.get(kind);
      if (this._bootedKinds.has(kind)) {
        resolve();
      } else if (failure !== undefined) {
        reject(new Error(failure));
      } else {
        this._waiting.push({ kind, resolve, reject });
      }
    });
    return within(booted, BEGIN_LIMIT_MS, NOT_BOOTED);
  }

  send(message: ToFrame, transfer: Transferable[] = []): void {
    this._frame.send(message, transfer);
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

  private async _send(language: RunLanguage): Promise<{ arrived: Promise<void> }> {
    const { assets, onProgress } = this._options;
    const order = await assets.order(language, this._roles);
    const script = await assets.loader();
    const loading = load(
      order,
      script,
      () => this._openForFiles(),
      fraction => onProgress(language, fraction * 0.999)
    );
    const arrived = Promise.all([loading, this._frame.ready]).then(() => {
      order.files.forEach(({ role }) => this._roles.add(role));
      order.missing.forEach(role => this._roles.add(role));
      this._complete.add(language);
      onProgress(language, 1);
    });
    return { arrived };
  }

  /** A port over which the frame takes files. They wait in it until the frame listens. */
  private _openForFiles(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    // A frame that never answers is told of elsewhere.
    this._frame.ready.then(
      () => this._frame.send({ type: 'files' }, [port2]),
      () => undefined
    );
    return port1;
  }

  /** Brings a file that is asked for; where it cannot be had the frame hears that, too. */
  private async _bring(role: LazyRole): Promise<void> {
    const { assets } = this._options;
    try {
      const [order, script] = [await assets.single(role), await assets.loader()];
      await load(
        order,
        script,
        () => this._openForFiles(),
        () => undefined
      );
    } catch {
      this._openForFiles().postMessage({ role, file: null });
    }
  }

  private _hear(message: FromFrame): void {
    if (message.type === 'want') {
      void this._bring(message.role);
      return;
    }
    if (message.type === 'booted' || message.type === 'failed') {
      const { kind } = message;
      const settled = this._waiting.filter(waiter => waiter.kind === kind);
      this._waiting = this._waiting.filter(waiter => waiter.kind !== kind);
      if (message.type === 'booted') {
        this._bootedKinds.add(kind);
        settled.forEach(({ resolve }) => resolve());
      } else {
        this._failures.set(kind, message.message);
        settled.forEach(({ reject }) => reject(new Error(message.message)));
      }
    }
    this._options.onMessage(message);
  }

  private _frame: SandboxFrame;
  private _roles = new Set<FileRole>();
  private _complete = new Set<RunLanguage>();
  private _sent = new Map<RunLanguage, Promise<{ arrived: Promise<void> }>>();
  private _provided = new Map<RunLanguage, Promise<void>>();
  private _bootedKinds = new Set<RunLanguage>();
  /** Why the last worker of a language did not start. */
  private _failures = new Map<RunLanguage, string>();
  private _waiting: IWaiter[] = [];
}

interface IWaiter {
  kind: RunLanguage;
  resolve: () => void;
  reject: (error: Error) => void;
}
