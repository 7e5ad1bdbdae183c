import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AssetStore } from './assets';

/** A server of these files, by path; any other path is 404. */
async function serve(files: Record<string, string>): Promise<[Server, AssetStore]> {
  const server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    response.statusCode = body === undefined ? 404 : 200;
    response.setHeader('access-control-allow-origin', '*');
    response.end(body ?? 'nothing here');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return [server, new AssetStore(`http://127.0.0.1:${port}/files`)];
}

const manifest = (size: number): string =>
  JSON.stringify({
    pyodide: '1',
    files: [
      { role: 'acorn', file: 'acorn.js', size, gzip: 1 },
      { role: 'wasm', file: 'not-asked-for', size: 1, gzip: 1 }
    ]
  });

describe('AssetStore', () => {
  let server: Server | null = null;

  afterEach(() => {
    server?.close();
  });

  it('reads the files of a kind and tells how far it is', async () => {
    const files = { '/files/manifest.json': manifest(5), '/files/acorn.js': 'hello' };
    const [running, store] = await serve(files);
    server = running;
    const progress: number[] = [];
    const got: [string, number | null][] = [];
    await store.load('typescript', {
      onProgress: fraction => progress.push(fraction),
      onFile: (role, file) => got.push([role, file && file.size])
    });
    expect(got).toEqual([
      ['sucrase', null],
      ['acorn', 5]
    ]);
    expect(progress.at(-1)).toBe(1);
  });

  it.each([
    [
      'a missing file',
      { '/files/manifest.json': manifest(5) },
      'acorn.js: the server answered 404'
    ],
    [
      'a file cut short',
      { '/files/manifest.json': manifest(9), '/files/acorn.js': 'hello' },
      'acorn.js is shorter than expected'
    ],
    [
      'a file too long',
      { '/files/manifest.json': manifest(4), '/files/acorn.js': 'hello' },
      'acorn.js is longer than expected'
    ],
    ['a missing manifest', {}, 'manifest.json: the server answered 404'],
    ['an odd manifest', { '/files/manifest.json': '[]' }, 'manifest.json is not what was expected']
  ])('refuses %s', async (_, files, reason) => {
    const [running, store] = await serve(files);
    server = running;
    const receiver = { onProgress: () => undefined, onFile: () => undefined };
    await expect(store.load('javascript', receiver)).rejects.toThrow(reason);
  });
});
