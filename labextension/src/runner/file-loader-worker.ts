/** The page's own worker, which has the network. It delivers the files of one order to the frame behind a port. */
import { deliverOver } from './file-delivery';
import type { IOrder } from './file-delivery';
import type { FromLoader } from './file-loader';

function tell(message: FromLoader): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data, ports: [frame] }: MessageEvent<IOrder>) => {
  deliverOver(frame, data, fraction => tell({ type: 'progress', fraction })).then(
    () => tell({ type: 'done' }),
    (error: unknown) =>
      tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  );
});
