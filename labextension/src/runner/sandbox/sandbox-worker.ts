/** One worker from its start to its end. It runs one program and is thrown away. */
import { BOOT_LIMIT_MS } from '../limits';
import { rolesOfLanguage } from '../messages';
import type { LazyRole } from '../messages';
import type { RunLanguage } from '../types';
import type { Parts } from './parts';
import { parseFromWorker } from './worker-messages';
import type { FromWorker, IProgram, ToWorker } from './worker-messages';

/** Blob URLs of the worker scripts, by language. */
export type ScriptUrls = Record<RunLanguage, string>;

export class SandboxWorker {
  /** Starts immediately, and gets its parts as they come. */
  constructor(
    readonly kind: RunLanguage,
    private _parts: Parts,
    scripts: ScriptUrls
  ) {
    const { port1, port2 } = new MessageChannel();
    this.ready = new Promise((resolve, reject) => {
      this._resolve = resolve;
      this._reject = reject;
    });
    this.ready.catch(() => undefined);
    this._port = port1;
    this._worker = new Worker(scripts[kind], { name: kind });
    this._worker.onerror = event => {
      event.preventDefault();
      this._fail(event.message || 'its script could not be loaded');
    };
    port1.onmessage = event => this._hear(parseFromWorker(event.data));
    this._worker.postMessage(port2, [port2]);
    void this._give(_parts);
  }

  /** Rejects with a sentence when the worker cannot be started. */
  readonly ready: Promise<void>;

  /** Hears what the worker says once its program has started. */
  onMessage: (message: FromWorker) => void = () => undefined;

  /** Hears when it begins to wait for a file, and when it has it. */
  onWait: (waits: boolean) => void = () => undefined;

  /** True once a program was handed to it. */
  get isUsed(): boolean {
    return this._used;
  }

  /** True once it was ended from outside. */
  get isOver(): boolean {
    return this._over;
  }

  start(program: IProgram): void {
    this._used = true;
    this.send({ type: 'start', program });
  }

  send(message: ToWorker, transfer: Transferable[] = []): void {
    if (!this._over) {
      this._port.postMessage(message, transfer);
    }
  }

  terminate(): void {
    this._over = true;
    clearTimeout(this._bootTimer);
    this._worker.terminate();
    this._port.close();
    this._reject(new Error('The worker was ended'));
  }

  private async _give(parts: Parts): Promise<void> {
    try {
      await Promise.all(
        rolesOfLanguage(this.kind).map(async role => {
          this.send({ type: 'part', role, part: await parts.get(role) });
        })
      );
      if (!this._over && !this._settled) {
        this._bootTimer = setTimeout(() => this._fail('it took too long to start'), BOOT_LIMIT_MS);
      }
    } catch (error) {
      this._fail(String(error));
    }
  }

  private _hear(message: FromWorker | null): void {
    if (this._over || message === null) {
      return;
    }
    if (message.type === 'ready') {
      this._settled = true;
      clearTimeout(this._bootTimer);
      this._resolve();
    } else if (message.type === 'failed') {
      this._fail(message.message);
    } else if (message.type === 'want') {
      void this._fetch(message.role);
    } else {
      this.onMessage(message);
    }
  }

  private async _fetch(role: LazyRole): Promise<void> {
    this.onWait(true);
    try {
      this.send({ type: 'part', role, part: await this._parts.get(role) });
    } catch {
      this.send({ type: 'part', role, part: null });
    }
    this.onWait(false);
  }

  /** Before the start only: errors of a running program are told by its own messages. */
  private _fail(reason: string): void {
    this._settled = true;
    clearTimeout(this._bootTimer);
    this._reject(new Error(reason));
  }

  private _worker: Worker;
  private _port: MessagePort;
  private _over = false;
  private _used = false;
  private _settled = false;
  private _bootTimer: ReturnType<typeof setTimeout> | undefined;
  private _resolve!: () => void;
  private _reject!: (error: Error) => void;
}
