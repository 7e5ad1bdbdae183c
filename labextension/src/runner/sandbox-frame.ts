/**
 * The hidden iframe and the one port to it.
 *
 * The frame has an opaque origin and, where the browser isolates sites, a process of its own. When
 * that process dies the page gets no event, so while something is expected of the frame it is
 * pinged. Pings are counted and not timed: a page that slept, or whose timers are slowed down
 * because it is hidden, sends fewer and so waits longer. Any message is a sign of life, because the
 * answer to a ping waits behind the output of a flood.
 *
 * A service worker that lets a static site be opened without its host serves the page, but no frame
 * of an opaque origin. So such a page fetches the frame's document too, and when the frame has not
 * come by its address the document is put into it. Policy and sandbox are the same then.
 */
import { CONNECT, parseFromFrame } from './messages';
import type { FromFrame, ToFrame } from './messages';

const LOAD_LIMIT_MS = 20_000;
const ANSWER_LIMIT_MS = 5_000;
const PING_MS = 1_000;
const PINGS_MISSED = 3;
/** A frame that is alive answers in far less time. */
const ADDRESS_LIMIT_MS = 1_500;

export interface ISandboxFrameOptions {
  url: string;
  host: HTMLElement;
  onMessage(message: FromFrame): void;
  /** The frame is dead or has gone astray; it must be closed and replaced. */
  onLost: () => void;
}

export class SandboxFrame {
  constructor(private _options: ISandboxFrameOptions) {
    const iframe = document.createElement('iframe');
    iframe.setAttribute('sandbox', 'allow-scripts');
    iframe.referrerPolicy = 'no-referrer';
    iframe.tabIndex = -1;
    iframe.setAttribute('aria-hidden', 'true');
    iframe.style.display = 'none';
    iframe.src = _options.url;
    this._iframe = iframe;
    this.ready = new Promise((resolve, reject) => {
      this._resolve = resolve;
      this._reject = reject;
    });
    this.ready.catch(() => undefined);
    this._await(LOAD_LIMIT_MS);
    iframe.addEventListener('load', () => this._connect());
    this._kept = navigator.serviceWorker?.controller ? fetchText(_options.url) : null;
    _options.host.append(iframe);
  }

  /** Resolves when the supervisor has answered. */
  readonly ready: Promise<void>;

  get isConnected(): boolean {
    return this._connected;
  }

  send(message: ToFrame, transfer: Transferable[] = []): void {
    this._port?.postMessage(message, transfer);
  }

  /** Turns the watch for a dead frame on or off. */
  watch(on: boolean): void {
    if (on === (this._pingTimer !== null)) {
      return;
    }
    if (on) {
      this._missed = 0;
      this._pingTimer = setInterval(() => this._ping(), PING_MS);
    } else {
      clearInterval(this._pingTimer ?? undefined);
      this._pingTimer = null;
    }
  }

  close(): void {
    this.watch(false);
    clearTimeout(this._connectTimer);
    clearTimeout(this._addressTimer);
    this._reject(new Error('the sandbox was closed'));
    if (this._port !== null) {
      this._port.onmessage = null;
      this._port.close();
    }
    this._closed = true;
    this._iframe.remove();
  }

  private _await(limitMs: number): void {
    clearTimeout(this._connectTimer);
    this._connectTimer = setTimeout(
      () => this._reject(new Error('the sandbox page did not answer')),
      limitMs
    );
  }

  private _connect(): void {
    if (this._closed) {
      return;
    }
    if (this._port !== null) {
      // A second document in the frame: nothing of ours does that.
      this._options.onLost();
      return;
    }
    this._await(ANSWER_LIMIT_MS);
    const { port1, port2 } = new MessageChannel();
    this._port = port1;
    port1.onmessage = event => this._hear(parseFromFrame(event.data));
    // An opaque origin has no name to address; the message holds no secret.
    this._iframe.contentWindow?.postMessage(CONNECT, '*', [port2]);
    if (this._kept !== null) {
      const kept = this._kept;
      this._kept = null;
      this._addressTimer = setTimeout(() => void this._useKept(kept), ADDRESS_LIMIT_MS);
    }
  }

  private async _useKept(kept: Promise<string | null>): Promise<void> {
    const html = await kept;
    if (html !== null && !this._connected && !this._closed) {
      this._port?.close();
      this._port = null;
      this._await(LOAD_LIMIT_MS);
      this._iframe.srcdoc = html;
    }
  }

  private _hear(message: FromFrame | null): void {
    if (message === null || this._closed) {
      return;
    }
    this._missed = 0;
    if (message.type === 'hello') {
      clearTimeout(this._connectTimer);
      clearTimeout(this._addressTimer);
      this._connected = true;
      this._resolve();
    } else if (message.type !== 'pong') {
      this._options.onMessage(message);
    }
  }

  private _ping(): void {
    if (this._missed >= PINGS_MISSED) {
      this._options.onLost();
      return;
    }
    this._missed++;
    this.send({ type: 'ping', count: this._missed });
  }

  private _iframe: HTMLIFrameElement;
  private _port: MessagePort | null = null;
  private _closed = false;
  private _connected = false;
  private _missed = 0;
  private _pingTimer: ReturnType<typeof setInterval> | null = null;
  private _connectTimer: ReturnType<typeof setTimeout> | undefined;
  private _addressTimer: ReturnType<typeof setTimeout> | undefined;
  /** The frame's document, where the frame may not come by its address. */
  private _kept: Promise<string | null> | null;
  private _resolve!: () => void;
  private _reject!: (error: Error) => void;
}

/** Null for what cannot be had. */
async function fetchText(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
