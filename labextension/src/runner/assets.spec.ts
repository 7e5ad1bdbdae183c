// @vitest-environment jsdom
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AssetStore } from './assets';
import { deliver } from './file-delivery';
import type { FileRole } from './messages';
import type { RunLanguage } from './types';

/** A server of these files, by path; any other path is 404. `asked` hears of each request. */
async function serve(
  files: Record<string, string>,
  asked: (path: string) => void = () => undefined
): Promise<[Server, AssetStore]> {
  const server = createServer((request, response) => {
    asked(request.url ?? '');
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

/** What a frame gets of a language, and the progress that is told. */
async function carried(
  store: AssetStore,
  language: RunLanguage,
  onFile: (role: FileRole) => void = () => undefined
): Promise<[[FileRole, number | null][], number[]]> {
  const got: [FileRole, number | null][] = [];
  const progress: number[] = [];
  const give = (role: FileRole, file: Blob | null): void => {
    got.push([role, file && file.size]);
    onFile(role);
  };
  await deliver(await store.order(language), give, fraction => progress.push(fraction));
  return [got, progress];
}

describe('the files of the sandbox', () => {
  let server: Server | null = null;

  afterEach(() => {
    server?.close();
  });

  it('are read and given, and it is told how far they are', async () => {
    const files = { '/files/manifest.json': manifest(5), '/files/acorn.js': 'hello' };
    const [running, store] = await serve(files);
    server = running;
    const [got, progress] = await carried(store, 'typescript');
    expect(got).toEqual([
      ['sucrase', null],
      ['node', null],
      ['acorn', 5]
    ]);
    expect(progress.at(-1)).toBe(1);
  });

  it('are asked for in the order of their use, the big ones one after the other', async () => {
    const roles = ['stdlib', 'snapshot', 'wasm', 'glue', 'loader'];
    const entries = roles.map(role => ({ role, file: role, size: 1 }));
    const events: string[] = [];
    const [running, store] = await serve(
      {
        '/files/manifest.json': JSON.stringify({ pyodide: '1', files: entries }),
        ...Object.fromEntries(roles.map(role => [`/files/${role}`, '.']))
      },
      path => events.push(`ask ${path.slice(7)}`)
    );
    server = running;
    await carried(store, 'python', role => events.push(`give ${role}`));
    expect(events.slice(-4)).toEqual([
      'ask snapshot',
      'give snapshot',
      'ask stdlib',
      'give stdlib'
    ]);
    expect(events.slice(0, -4)).toEqual(expect.arrayContaining(['ask wasm', 'give wasm']));
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
  ])('are refused: %s', async (_, files, reason) => {
    const [running, store] = await serve(files);
    server = running;
    await expect(carried(store, 'javascript')).rejects.toThrow(reason);
  });
});
