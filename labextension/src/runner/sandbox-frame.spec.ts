// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FromFrame, ToFrame } from './messages';
import { SandboxFrame } from './sandbox-frame';

const PING_MS = 1_000;

let port: MessagePort;
let frame: SandboxFrame;
let heard: FromFrame[];
let lost: number;
let asked: ToFrame[];

/** Messages between two ports take turns of the real loop. */
const settle = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 20));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  [heard, asked, lost] = [[], [], 0];
  frame = new SandboxFrame({
    url: 'about:blank',
    host: document.body,
    onMessage: message => heard.push(message),
    onLost: () => lost++
  });
  const iframe = document.querySelector('iframe')!;
  const inside = {
    postMessage: (_: unknown, __: string, [given]: MessagePort[]) => (port = given)
  };
  Object.defineProperty(iframe, 'contentWindow', { value: inside });
  await new Promise(resolve => iframe.addEventListener('load', resolve));
  port.onmessage = ({ data }: MessageEvent<ToFrame>) => asked.push(data);
  port.postMessage({ type: 'hello' });
  await frame.ready;
  frame.watch(true);
});

afterEach(() => {
  frame.close();
  port.close();
  vi.useRealTimers();
});

it('SB12: a frame whose answers to pings wait behind its output is alive', async () => {
  for (let n = 0; n < 20; n++) {
    vi.advanceTimersByTime(PING_MS);
    port.postMessage({ type: 'output', id: 1, stream: 'stdout', text: `${n}\n` });
    await settle();
  }
  expect([lost, heard.length]).toEqual([0, 20]);
  expect(asked.filter(({ type }) => type === 'ping')).toHaveLength(20);
});

it('SB12: a frame that says nothing at all is found to be dead', async () => {
  port.postMessage({ type: 'output', id: 1, stream: 'stdout', text: 'last words\n' });
  await settle();
  vi.advanceTimersByTime(3 * PING_MS);
  expect(lost).toBe(0);
  vi.advanceTimersByTime(PING_MS);
  expect(lost).toBe(1);
});

it('SB12: answers to pings are signs of life, and nothing that a run is told', async () => {
  for (let n = 0; n < 10; n++) {
    vi.advanceTimersByTime(PING_MS);
    port.postMessage({ type: 'pong', count: n });
    await settle();
  }
  expect([lost, heard]).toEqual([0, []]);
});
