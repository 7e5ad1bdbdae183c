/**
 * Loads the files of the sandbox in a worker of the page's own, because the page's thread is busy
 * with the panel, or with JupyterLab, just when the files arrive. Where the browser or the site does
 * not allow that worker, the page loads them itself.
 */
import { deliverOver } from './file-delivery';
import type { IOrder } from './file-delivery';

export type FromLoader =
  | { type: 'progress'; fraction: number }
  | { type: 'done' }
  | { type: 'failed'; reason: string };

/** The worker could not be started, and has touched nothing. */
class NoWorker extends Error {}

/**
 * Delivers the files of the order to the frame behind the port that `connect` makes, and tells 0..1 of the bytes
 * to `onProgress`. `script` is the address of the worker. Rejects with why it cannot.
 */
export async function load(
  order: IOrder,
  script: string | null,
  connect: () => MessagePort,
  onProgress: (fraction: number) => void
): Promise<void> {
  if (script !== null) {
    try {
      await sendWorker(order, script, connect(), onProgress);
      return;
    } catch (error) {
      if (!(error instanceof NoWorker)) {
        throw error;
      }
    }
  }
  await deliverOver(connect(), order, onProgress);
}

function sendWorker(
  order: IOrder,
  script: string,
  frame: MessagePort,
  onProgress: (fraction: number) => void
): Promise<void> {
  return new Promise((resolve, reject) => {
    let worker: Worker;
    try {
      worker = new Worker(script);
    } catch {
      reject(new NoWorker());
      return;
    }
    const settle = (how: () => void): void => {
      worker.terminate();
      how();
    };
    worker.onerror = event => {
      event.preventDefault();
      settle(() => reject(new NoWorker()));
    };
    worker.onmessage = ({ data }: MessageEvent<FromLoader>) => {
      if (data.type === 'progress') {
        onProgress(data.fraction);
      } else if (data.type === 'done') {
        settle(resolve);
      } else {
        settle(() => reject(new Error(data.reason)));
      }
    };
    worker.postMessage(order, [frame]);
  });
}
