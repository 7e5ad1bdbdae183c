// @vitest-environment jsdom
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { AssetStore } from './assets';
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
