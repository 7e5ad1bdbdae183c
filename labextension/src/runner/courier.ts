/**
 * Sends somebody for the files of the sandbox: a worker of the page's own, because the page's
 * thread is busy with the panel, or with JupyterLab, just when the files arrive. Where the browser
 * or the site does not allow that worker, the page goes itself.
 */
import { carry } from './carrying';
import type { IOrder } from './carrying';

export type FromCourier =
  { type: 'progress'; fraction: number } | { type: 'done' } | { type: 'failed'; reason: string };

/** The worker could not be started, and has touched nothing. */
class NoCourier extends Error {}

/**
 * Carries the order to the frame behind the port that `connect` makes, and tells 0..1 of the bytes
 * to `onProgress`. `script` is the address of the worker. Rejects with why it cannot.
 */
export async function send(
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
      if (!(error instanceof NoCourier)) {
        throw error;
      }
    }
  }
  const frame = connect();
  await carry(order, (role, file) => frame.postMessage({ role, file }), onProgress);
  frame.close();
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
      reject(new NoCourier());
      return;
    }
    const settle = (how: () => void): void => {
      worker.terminate();
      how();
    };
    worker.onerror = event => {
      event.preventDefault();
      settle(() => reject(new NoCourier()));
    };
    worker.onmessage = ({ data }: MessageEvent<FromCourier>) => {
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
