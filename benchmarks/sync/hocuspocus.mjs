// Hocuspocus as its documentation starts it, with documents kept in files of a folder.
import { Server } from '@hocuspocus/server';
import { Database } from '@hocuspocus/extension-database';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [port, folder] = process.argv.slice(2);
const place = name => join(folder, encodeURIComponent(name));

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => readFile(place(documentName)).catch(() => null),
      store: async ({ documentName, state }) => writeFile(place(documentName), state)
    })
  ]
});
await server.listen();
