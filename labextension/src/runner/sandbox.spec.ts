// @vitest-environment jsdom
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { AssetStore } from './assets';
import { BEGIN_LIMIT_MS } from './limits';
import { Sandbox } from './sandbox';

it('SB5: closed while files come, a sandbox says so to who asked and to nobody else', async () => {
  const server = createServer((_, response) => {
    response.setHeader('access-control-allow-origin', '*');
    response.end('hello');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const files = [{ role: 'acorn' as const, file: 'acorn.js', size: 5, gzip: 1 }];
  const manifest = { pyodide: '1', files };
  await new Promise<void>((resolve, reject) => {
    const sandbox = new Sandbox({
      frameUrl: 'about:blank',
      host: document.body,
      assets: new AssetStore(`http://127.0.0.1:${port}/files`, manifest),
      onProgress: () => {
        // Its page never answers. Vitest fails on a rejection that nobody hears.
        setTimeout(() => sandbox.close());
      },
      onMessage: () => undefined,
      onLost: () => undefined
    });
    expect(sandbox.provide('javascript'))
      .rejects.toThrow('the sandbox was closed')
      .then(resolve, reject);
  });
  server.close();
});

it('SB15: whoever waits for an interpreter hears that none starts, also of a dead frame', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const sandbox = new Sandbox({
    frameUrl: 'about:blank',
    host: document.body,
    assets: new AssetStore('http://127.0.0.1/files', { pyodide: '1', files: [] }),
    onProgress: () => undefined,
    onMessage: () => undefined,
    onLost: () => undefined
  });
  const booted = sandbox.booted('python').catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(BEGIN_LIMIT_MS);
  vi.useRealTimers();
  expect(await booted).toBe('it took too long to start');
  sandbox.close();
});
