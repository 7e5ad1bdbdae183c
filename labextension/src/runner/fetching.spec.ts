// @vitest-environment jsdom
/** Files of a server that is busy. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { fetchBytes, fetchFrom } from './fetching';
import { SILENCE_LIMIT_MS } from './limits';

const FILE = { file: 'a.zip', size: 5 };

/** Asks a server that answers so, in turn; what came of it, and how often it was asked. */
async function asking(
  answers: [status: number, after?: string][],
  ask: (url: string) => Promise<unknown>
): Promise<[outcome: unknown, asked: number]> {
  let asked = 0;
  const server = createServer((_, response) => {
    const [status, after] = answers[Math.min(asked++, answers.length - 1)];
    response.writeHead(status, {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after',
      ...(after === undefined ? {} : { 'retry-after': after })
    });
    response.end(status === 200 ? 'hello' : 'wait a while');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const outcome = await ask(url).catch((error: Error) => error.message);
  server.close();
  return [outcome, asked];
}

const counted: number[] = [];
const bytes = async (url: string): Promise<string> =>
  new TextDecoder().decode(await fetchBytes(url, FILE, count => counted.push(count)));
const text = async (url: string): Promise<string> =>
  (await fetchFrom(url, 'a.zip', 'no-cache')).text();

it.each([
  ['bytes', bytes],
  ['text', text]
])(
  'FL12: a busy server is asked again for %s, as often as it says, and no more',
  async (_, ask) => {
    const [busy, gone] = [
      [429, '0'],
      [503, '0']
    ] as [number, string][];
    expect(await asking([busy, gone, busy, [200]], ask)).toEqual(['hello', 4]);
    expect(await asking([busy], ask)).toEqual(['a.zip: the server answered 429', 6]);
    // Without a word of when, or for another reason, once is enough.
    expect(await asking([[503]], ask)).toEqual(['a.zip: the server answered 503', 1]);
    expect(await asking([[429, 'soon']], ask)).toEqual(['a.zip: the server answered 429', 1]);
    expect(await asking([[404, '0']], ask)).toEqual(['a.zip: the server answered 404', 1]);
  }
);

it('FL12: the words of a refusal are not counted as bytes of the file', async () => {
  counted.length = 0;
  await asking([[429, '0'], [200]], bytes);
  expect(counted.reduce((all, more) => all + more)).toBe(FILE.size);
});

it.each([
  ['bytes', bytes],
  ['text', text]
])('SB15: a server that goes silent in the middle ends the wait for %s', async (_, ask) => {
  let begin = (): void => undefined;
  const begun = new Promise<void>(resolve => (begin = resolve));
  const server = createServer((_, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-length': '5' });
    response.write('he');
    begin();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const outcome = ask(url).catch((error: Error) => error.message);
  await begun;
  await vi.advanceTimersByTimeAsync(2 * SILENCE_LIMIT_MS);
  vi.useRealTimers();
  server.closeAllConnections();
  expect(await outcome).toBe('a.zip: the server stopped sending');
  server.close();
});
