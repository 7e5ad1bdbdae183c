/**
 * Interviews in this browser: what is known of each, and its log.
 *
 * The log is what makes tabs agree. An entry gets its number in the transaction that writes it, and
 * the browser lets one transaction at a time write, so every tab reads the same entries in the same
 * order. A change is decided inside that transaction, from the record as it is then.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { IAuthor, Language, ServerFrame, SessionState } from '../../contract/protocol';
import { InterviewError } from '../../model/ports';

export interface IRecord {
  id: string;
  title: string;
  language: Language;
  state: SessionState;
  createdAt: string;
  endedAt: string | null;
  /** Not in records of earlier versions. */
  showValues?: boolean;
  /** Of the newest entry of the log. */
  seq: number;
  /** Everybody who ever took part, in joining order. */
  people: IAuthor[];
  /** Languages whose text was begun. */
  visited: Language[];
}

/** What is told to everybody in an interview and stays true when they come later. */
export type Fact = Extract<
  ServerFrame,
  {
    type:
      | 'user_joined'
      | 'language_change'
      | 'run_started'
      | 'run_output'
      | 'execution_result'
      | 'session_state';
  }
>;

/** `update` is of the document; an entry has one of the two. */
export type News = { update: Uint8Array } | { fact: Fact };

export type Entry = News & {
  session: string;
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  /** The connection it came by. */
  peer: number;
};

export interface IChange {
  record?: Partial<IRecord>;
  news: readonly News[];
}

interface ISchema extends DBSchema {
  sessions: { key: string; value: IRecord };
  log: { key: [string, number]; value: Entry };
}

const DATABASE = 'jupyter-interview-local';

const UNKNOWN = 'There is no such interview in this browser. It may have been deleted.';
const FORBIDDEN =
  'This browser keeps no data for this page, so no interview can be kept here. Allow site data, ' +
  'or leave the private window.';
const FULL = 'This browser could not store the change. It may be out of space.';

export class LocalDatabase {
  async list(): Promise<IRecord[]> {
    const database = await this._open();
    const records = await database.getAll('sessions');
    return records.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  /** The record, and the log after the entry `after`. */
  async read(id: string, after: number): Promise<{ record: IRecord; entries: Entry[] }> {
    const transaction = (await this._open()).transaction(['sessions', 'log']);
    const [record, entries] = await Promise.all([
      transaction.objectStore('sessions').get(id),
      transaction.objectStore('log').getAll(IDBKeyRange.bound([id, after], [id, Infinity], true))
    ]);
    return { record: existing(record), entries };
  }

  async create(record: IRecord, news: readonly News[]): Promise<IRecord> {
    return this._write(record.id, 0, Date.now(), () => ({ record, news }));
  }

  /** `decide` may be asked once and must not wait; what it throws is thrown, and nothing changed. */
  async change(
    id: string,
    peer: number,
    at: number,
    decide: (record: IRecord) => IChange
  ): Promise<IRecord> {
    return this._write(id, peer, at, record => decide(existing(record)));
  }

  async remove(id: string): Promise<void> {
    const transaction = (await this._open()).transaction(['sessions', 'log'], 'readwrite');
    await Promise.all([
      transaction.objectStore('sessions').delete(id),
      transaction.objectStore('log').delete(IDBKeyRange.bound([id], [id, []])),
      transaction.done
    ]);
  }

  private async _write(
    id: string,
    peer: number,
    at: number,
    decide: (record: IRecord | undefined) => IChange
  ): Promise<IRecord> {
    const transaction = (await this._open()).transaction(['sessions', 'log'], 'readwrite');
    const sessions = transaction.objectStore('sessions');
    const done = transaction.done.catch(() => {
      throw new InterviewError(FULL, 'storage_full', 507);
    });
    try {
      const before = await sessions.get(id);
      const { record, news } = decide(before);
      const after = { ...before, ...record } as IRecord;
      const log = transaction.objectStore('log');
      const writes: Promise<unknown>[] = news.map(one => {
        after.seq++;
        return log.put({ ...one, session: id, seq: after.seq, at, peer });
      });
      writes.push(sessions.put(after));
      // Without it a page that goes away takes the transaction with it.
      transaction.commit();
      await Promise.all([done, ...writes]);
      return after;
    } catch (problem) {
      done.catch(() => undefined);
      if (problem instanceof InterviewError) {
        abort(transaction);
        throw problem;
      }
      throw new InterviewError(FULL, 'storage_full', 507);
    }
  }

  private _open(): Promise<IDBPDatabase<ISchema>> {
    this._database ??= this._opened().catch(() => {
      this._database = null;
      throw new InterviewError(FORBIDDEN, 'unavailable', 503);
    });
    return this._database;
  }

  private async _opened(): Promise<IDBPDatabase<ISchema>> {
    return openDB<ISchema>(DATABASE, 1, {
      upgrade: made => {
        made.createObjectStore('sessions', { keyPath: 'id' });
        made.createObjectStore('log', { keyPath: ['session', 'seq'] });
      },
      // A newer version of this page wants the database; the next call opens it again.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        this._database = null;
      },
      terminated: () => (this._database = null)
    });
  }

  private _database: Promise<IDBPDatabase<ISchema>> | null = null;
}

function existing(record: IRecord | undefined): IRecord {
  if (record === undefined) {
    throw new InterviewError(UNKNOWN, 'not_found', 404);
  }
  return record;
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended by itself.
  }
}
