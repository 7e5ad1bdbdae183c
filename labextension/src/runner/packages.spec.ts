/** The list of packages, from a server that is sometimes busy. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { PackageStore } from './packages';

it('SB8: a list that could not be read is read by the next who asks', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const statuses = [500, 200];
  const packages = [{ name: 'tree', modules: ['tree'], depends: [], file: 'tree.whl', size: 1 }];
  const server = createServer((_, response) => {
    response.writeHead(statuses.shift() ?? 410, { 'access-control-allow-origin': '*' });
    response.end(JSON.stringify({ packages }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const store = new PackageStore(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await store.ready();
  expect([store.isRead, store.modules]).toEqual([false, []]);
  await store.ready();
  expect([store.isRead, store.modules]).toEqual([true, ['tree']]);
  await store.ready();
  expect(statuses).toEqual([]);
  server.close();
  vi.restoreAllMocks();
});
