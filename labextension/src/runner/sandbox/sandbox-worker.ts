/** One worker from its start to its end. It runs one program and is thrown away. */
import { BOOT_LIMIT_MS } from '../limits';
import type { WorkerKind } from '../messages';
import type { Parts } from './parts';
import { parseFromWorker } from './worker-messages';
import type { FromWorker, IBootMessage, IStartMessage } from './worker-messages';

/** Blob URLs of the worker scripts, by kind. */
export type ScriptUrls = Record<WorkerKind, string>;

export class SandboxWorker {
  constructor(
    readonly kind: WorkerKind,
    parts: Parts,
    scripts: ScriptUrls
  ) {
    this.ready = new Promise((resolve, reject) => {
      this._resolve = resolve;
      this._reject = reject;
    });
    this.ready.catch(() => undefined);
    parts.get(kind).then(
      found => this._boot(scripts[kind], found),
      (error: unknown) => this._fail(String(error))
    );
  }

  /** Rejects with a sentence when the worker cannot be started. */
  readonly ready: Promise<void>;

  /** Hears what the worker says once its program has started. */
  onMessage: (message: FromWorker) => void = () => undefined;

  /** True once a program was handed to it. */
  get isUsed(): boolean {
    return this._used;
  }

  /** True once it was ended from outside. */
  get isOver(): boolean {
    return this._over;
  }

  start(code: string): void {
    this._used = true;
    const message: IStartMessage = { code };
    this._port?.postMessage(message);
  }

  terminate(): void {
    this._over = true;
    clearTimeout(this._bootTimer);
    this._worker?.terminate();
    this._port?.close();
    this._reject(new Error('The worker was ended'));
  }

  private _boot(url: string, parts: IBootMessage['parts']): void {
    if (this._over) {
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(url);
    const boot: IBootMessage = { port: port2, parts };
    worker.onerror = event => {
      event.preventDefault();
      this._fail(event.message || 'its script could not be loaded');
    };
    port1.onmessage = event => this._hear(parseFromWorker(event.data));
    worker.postMessage(boot, [port2]);
    this._worker = worker;
    this._port = port1;
    this._bootTimer = setTimeout(() => this._fail('it took too long to start'), BOOT_LIMIT_MS);
  }

  private _hear(message: FromWorker | null): void {
    if (this._over || message === null) {
      return;
    }
    if (message.type === 'ready') {
      clearTimeout(this._bootTimer);
      this._resolve();
    } else if (message.type === 'failed') {
      this._fail(message.message);
    } else {
      this.onMessage(message);
    }
  }

  /** Before the start only: errors of a running program are told by its own messages. */
  private _fail(reason: string): void {
    clearTimeout(this._bootTimer);
    this._reject(new Error(reason));
  }

  private _worker: Worker | null = null;
  private _port: MessagePort | null = null;
  private _over = false;
  private _used = false;
  private _bootTimer: ReturnType<typeof setTimeout> | undefined;
  private _resolve!: () => void;
  private _reject!: (error: Error) => void;
}
