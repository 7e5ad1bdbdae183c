/**
 * The worker's one line to its supervisor, out of reach of user code.
 *
 * `send` is bound before user code runs, so patched prototypes do not see the port, and after
 * `start` nothing more is received, so a patched `MessageEvent` getter finds no event to read.
 */
import type { WorkerKind } from '../messages';
import type {
  FromWorker,
  IBootMessage,
  IBootParts,
  IStartMessage
} from '../sandbox/worker-messages';

export type Send = (message: FromWorker) => void;

export interface IConnection<K extends WorkerKind> {
  parts: IBootParts[K];
  send: Send;
  started: Promise<IStartMessage>;
}

export function connect<K extends WorkerKind>(): Promise<IConnection<K>> {
  return new Promise(resolve => {
    self.addEventListener(
      'message',
      (event: MessageEvent<IBootMessage<K>>) => {
        const { port, parts } = event.data;
        const post = port.postMessage.bind(port) as (message: FromWorker) => void;
        const started = new Promise<IStartMessage>(start => {
          port.onmessage = (message: MessageEvent<IStartMessage>) => {
            port.onmessage = null;
            start(message.data);
          };
        });
        resolve({ parts, send: post, started });
      },
      { once: true }
    );
  });
}
