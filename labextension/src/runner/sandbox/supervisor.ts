/**
 * The script of the sandbox frame: trusted, small, and the only code on the frame's thread.
 *
 * User code must never run here. A document can navigate itself and so leak by the address it asks
 * for, which no Content-Security-Policy forbids; a worker cannot.
 */
import { SPARE_DELAY_MS } from '../limits';
import { CONNECT, WORKER_KINDS } from '../messages';
import type { FromFrame, ToFrame, WorkerKind } from '../messages';
import { FrameRun } from './frame-run';
import { Parts } from './parts';
import type { ScriptUrls } from './sandbox-worker';
import { WorkerPool } from './worker-pool';

/** The sources of the worker scripts, put here by the build. */
declare const WORKER_SOURCES: Record<WorkerKind, string>;

function serve(port: MessagePort): void {
  const tell = (message: FromFrame): void => port.postMessage(message);
  const parts = new Parts();
  const pool = new WorkerPool(parts, scriptUrls(), tell);
  let active: { id: number; run: FrameRun } | null = null;

  const start = (message: Extract<ToFrame, { type: 'run' }>): void => {
    const { id, kind, code, timeLimitMs } = message;
    const worker = pool.take(kind);
    const release = (): void => pool.release(worker);
    const run = new FrameRun({ id, code, timeLimitMs, worker, release, tell });
    let refill: ReturnType<typeof setTimeout> | undefined;
    active = { id, run };
    void run.started.then(() => {
      refill = setTimeout(() => pool.fill(), SPARE_DELAY_MS);
    });
    void run.finished.then(() => {
      clearTimeout(refill);
      if (active?.run === run) {
        active = null;
      }
      pool.fill();
    });
  };

  port.onmessage = (event: MessageEvent<ToFrame>) => {
    const message = event.data;
    switch (message.type) {
      case 'assets':
        parts.give(message.kind, message.files);
        break;
      case 'spares':
        pool.want(message.kinds);
        break;
      case 'run':
        active?.run.stop();
        start(message);
        break;
      case 'stop':
        if (active?.id === message.id) {
          active.run.stop();
        }
        break;
      case 'ping':
        tell({ type: 'pong', count: message.count });
        break;
    }
  };
  tell({ type: 'hello' });
}

function scriptUrls(): ScriptUrls {
  const urls = {} as ScriptUrls;
  for (const kind of WORKER_KINDS) {
    const source = new Blob([WORKER_SOURCES[kind]], { type: 'text/javascript' });
    urls[kind] = URL.createObjectURL(source);
  }
  return urls;
}

/** Only the page that holds this frame may connect, and only once. */
function listen(event: MessageEvent): void {
  const port = event.ports[0];
  if (event.source === window.parent && event.data === CONNECT && port !== undefined) {
    window.removeEventListener('message', listen);
    serve(port);
  }
}

window.addEventListener('message', listen);
