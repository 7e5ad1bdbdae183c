/** The page's own worker, which has the network: carries one order to the frame behind a port. */
import { carry } from './carrying';
import type { IOrder } from './carrying';
import type { FromCourier } from './courier';

function tell(message: FromCourier): void {
  self.postMessage(message);
}

self.addEventListener('message', ({ data, ports: [frame] }: MessageEvent<IOrder>) => {
  carry(
    data,
    (role, file) => frame.postMessage({ role, file }),
    fraction => tell({ type: 'progress', fraction })
  ).then(
    () => tell({ type: 'done' }),
    (error: unknown) =>
      tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  );
});
