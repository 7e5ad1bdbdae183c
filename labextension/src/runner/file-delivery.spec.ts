/**
 * SB15: files come over a port whose sender may be ended as soon as it says that it is done. Firefox
 * loses what such a sender has posted and its browser has not handed on yet.
 */
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOT_TAKEN, deliverOver } from './file-delivery';
import type { IOrder } from './file-delivery';
import { TAKE_LIMIT_MS } from './limits';
import type { IFileMessage } from './messages';

const ORDER: IOrder = { baseUrl: 'http://nowhere/', files: [], missing: ['node'] };

let frame: MessagePort;
let over: Promise<string>;
let isOver: boolean;
let came: (() => void)[];
let heard: IFileMessage[];

/** The next message of the sender, which takes turns of the real loop. */
const next = (): Promise<void> => new Promise(resolve => came.push(resolve));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { port1, port2 } = new MessageChannel() as unknown as globalThis.MessageChannel;
  [frame, isOver, came, heard] = [port2, false, [], []];
  frame.onmessage = ({ data }: MessageEvent<IFileMessage>) => {
    heard.push(data);
    came.shift()?.();
  };
  over = deliverOver(port1, ORDER, () => undefined)
    .then(
      () => 'done',
      (error: Error) => error.message
    )
    .finally(() => (isOver = true));
});

afterEach(() => {
  vi.useRealTimers();
  frame.close();
});

it('SB15: a sender is not done before the frame has said that it has everything', async () => {
  await next();
  await next();
  expect(heard).toEqual([{ role: 'node', file: null }, { role: null }]);
  await vi.advanceTimersByTimeAsync(TAKE_LIMIT_MS - 1);
  expect(isOver).toBe(false);
  frame.postMessage({ role: null });
  expect(await over).toBe('done');
});

it('SB15: a frame that does not say so is not waited for without end', async () => {
  await next();
  await next();
  await vi.advanceTimersByTimeAsync(TAKE_LIMIT_MS);
  expect(await over).toBe(NOT_TAKEN);
});
