/**
 * The offline store of one session in the browser's IndexedDB.
 *
 * One database serves all sessions of this origin. Where the browser forbids it (site data blocked,
 * some private modes), a store in memory stands in and says that it does not last. Records that
 * nobody has come back for within a month are deleted.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { MemoryStore, type IOfflineStore, type Kept } from '../model/offline/offline-store';

interface ISchema extends DBSchema {
  kept: {
    key: [string, string];
    value: Kept & { scope: string };
    indexes: { at: number };
  };
}

const DATABASE = 'jupyter-interview';
const MONTH_MS = 30 * 24 * 3600 * 1000;

export interface IBrowserStoreOptions {
  /** The Jupyter server's address: several servers may share an origin. */
  server: string;
  sessionId: string;
  now?: () => number;
}

export async function openOfflineStore(options: IBrowserStoreOptions): Promise<IOfflineStore> {
  const { server, sessionId, now = Date.now } = options;
  try {
    const database = await openDB<ISchema>(DATABASE, 1, {
      upgrade: made => {
        const kept = made.createObjectStore('kept', { keyPath: ['scope', 'id'] });
        kept.createIndex('at', 'at');
      },
      // A newer version of this page wants the database; a reload opens it again.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close()
    });
    await throwAwayOld(database, now() - MONTH_MS);
    return new BrowserStore(database, `${server}#${sessionId}`);
  } catch {
    return new MemoryStore();
  }
}

class BrowserStore implements IOfflineStore {
  constructor(
    private readonly _database: IDBPDatabase<ISchema>,
    private readonly _scope: string
  ) {}

  readonly lasts = true;

  async load(): Promise<Kept[]> {
    const all = IDBKeyRange.bound([this._scope], [this._scope, []]);
    return this._database.getAll('kept', all);
  }

  async write(puts: readonly Kept[], removes: readonly string[]): Promise<void> {
    const { store, done } = this._transaction();
    const requests = [
      ...puts.map(record => store.put({ ...record, scope: this._scope })),
      ...removes.map(id => store.delete([this._scope, id]))
    ];
    // Without it a page that goes away takes the transaction with it.
    store.transaction.commit();
    await Promise.all([...requests, done]);
  }

  private _transaction() {
    const transaction = this._database.transaction('kept', 'readwrite');
    return { store: transaction.store, done: transaction.done };
  }
}

async function throwAwayOld(database: IDBPDatabase<ISchema>, before: number): Promise<void> {
  const transaction = database.transaction('kept', 'readwrite');
  const index = transaction.store.index('at');
  for await (const cursor of index.iterate(IDBKeyRange.upperBound(before))) {
    void cursor.delete();
  }
  await transaction.done;
}
