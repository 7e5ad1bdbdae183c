/**
 * The script of the sandbox frame: trusted, small, and the only code on the frame's thread.
 *
 * User code must never run here. A document can navigate itself and so leak by the address it asks
 * for, which no Content-Security-Policy forbids; a worker cannot.
 */
import { SPARE_DELAY_MS } from '../limits';
import { CONNECT } from '../messages';
import type { FromFrame, IFileMessage, IRunMessage, ToFrame } from '../messages';
import { isPackLanguage } from '../packs/packs';
import { RUN_LANGUAGES } from '../types';
import { FrameRun } from './frame-run';
import { Parts } from './parts';
import type { ScriptUrls } from './sandbox-worker';
import { WorkerPool } from './worker-pool';

/** The sources of the worker scripts, put here by the build: two of them serve several languages. */
declare const WORKER_SOURCES: Record<'module' | 'python' | 'pack', string>;

function serve(port: MessagePort): void {
  const tell = (message: FromFrame): void => port.postMessage(message);
  const parts = new Parts(role => tell({ type: 'want', role }));
  const pool = new WorkerPool(parts, scriptUrls(), tell);
  let active: FrameRun | null = null;

  const start = (message: IRunMessage): void => {
    const run = new FrameRun({
      message,
      take: () => pool.take(message.kind),
      release: worker => pool.release(worker),
      tell
    });
    let refill: ReturnType<typeof setTimeout> | undefined;
    active = run;
    void run.started.then(() => {
      refill = setTimeout(() => pool.fill(), SPARE_DELAY_MS);
    });
    void run.finished.then(() => {
      clearTimeout(refill);
      if (active === run) {
        active = null;
      }
      pool.fill();
    });
  };
  /** The run a message is about, if it is still going on. */
  const about = (message: { id: number }): FrameRun | null =>
    active?.id === message.id ? active : null;

  port.onmessage = (event: MessageEvent<ToFrame>) => {
    const message = event.data;
    switch (message.type) {
      case 'files':
        takeFiles(event.ports[0], parts);
        break;
      case 'spares':
        pool.want(message.kinds);
        break;
      case 'run':
        active?.stop();
        start(message);
        break;
      case 'stop':
        about(message)?.stop();
        break;
      case 'answer':
        about(message)?.answer(message.line);
        break;
      case 'wheels':
        about(message)?.wheels(message.wheels);
        break;
      case 'post':
        about(message)?.post(message.json);
        break;
      case 'ping':
        tell({ type: 'pong', count: message.count });
        break;
    }
  };
  tell({ type: 'hello' });
}

function takeFiles(port: MessagePort, parts: Parts): void {
  port.onmessage = ({ data }: MessageEvent<IFileMessage>) => {
    if (data.role === null) {
      port.postMessage(data);
    } else {
      parts.give(data.role, data.file);
    }
  };
}

function scriptUrls(): ScriptUrls {
  const urls = {} as ScriptUrls;
  for (const kind of RUN_LANGUAGES) {
    const script = isPackLanguage(kind) ? 'pack' : kind === 'python' ? 'python' : 'module';
    const text = WORKER_SOURCES[script];
    const source = new Blob([text], { type: 'text/javascript' });
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
