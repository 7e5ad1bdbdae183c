/**
 * The tabs of this browser that are in one interview: a bell for news in its log, carets, and who
 * is there.
 *
 * A connection is there as long as it holds its lock, which the browser takes back when the tab is
 * closed or crashes. Tabs that wait for the lock learn of that without any heartbeat. Browsers have
 * locks on https and localhost only. Elsewhere the others are shown as away, and everything else
 * works.
 */
import type { ICursor } from '../../contract/protocol';

export interface ICaret {
  file: string;
  cursor: ICursor | null;
}

export interface IPeer {
  peer: number;
  userId: string;
}

type Word =
  | { say: 'news' }
  | { say: 'deleted' }
  | ({ say: 'here' } & IPeer)
  | ({ say: 'caret' } & IPeer & ICaret);

export interface IListener {
  /** The log has something new. */
  onNews(): void;
  onDeleted(): void;
  onArrived(peer: IPeer): void;
  onLeft(peer: IPeer): void;
  onCaret(caret: IPeer & ICaret): void;
}

export type Locks = Pick<LockManager, 'request' | 'query'>;

const PREFIX = 'jupyter-interview';

export class Tabs {
  constructor(
    private readonly _session: string,
    private readonly _self: IPeer,
    private readonly _listener: IListener,
    private readonly _locks: Locks | undefined = browserLocks()
  ) {
    this._channel = new BroadcastChannel(channelName(_session));
    this._channel.onmessage = (event: MessageEvent<Word>) => this._hear(event.data);
  }

  /** Resolves when this connection is there, with the other connections that are there. */
  async enter(): Promise<void> {
    await this._hold();
    for (const other of await peersIn(this._session, this._locks)) {
      this._meet(other);
    }
    this._say({ say: 'here', ...this._self });
  }

  isHere(userId: string): boolean {
    return userId === this._self.userId || [...this._others.values()].includes(userId);
  }

  ring(): void {
    this._say({ say: 'news' });
  }

  showCaret(caret: ICaret): void {
    this._caret = caret;
    this._say({ say: 'caret', ...this._self, ...caret });
  }

  leave(): void {
    this._gone.abort();
    this._release();
    this._channel.close();
  }

  private _hear(word: Word): void {
    switch (word.say) {
      case 'news':
        return this._listener.onNews();
      case 'deleted':
        return this._listener.onDeleted();
      case 'caret':
        return this._listener.onCaret(word);
      case 'here':
        this._meet(word);
        if (this._caret) {
          this.showCaret(this._caret);
        }
    }
  }

  private _meet({ peer, userId }: IPeer): void {
    if (peer === this._self.peer || this._others.has(peer) || !this._locks) {
      return;
    }
    this._others.set(peer, userId);
    this._listener.onArrived({ peer, userId });
    // Granted when its holder is gone.
    const { signal } = this._gone;
    const name = lockName(this._session, { peer, userId });
    this._locks
      .request(name, { signal }, () => {
        this._others.delete(peer);
        this._listener.onLeft({ peer, userId });
      })
      .catch(() => undefined);
  }

  private _hold(): Promise<void> {
    const { _locks: locks } = this;
    if (!locks) {
      return Promise.resolve();
    }
    const name = lockName(this._session, this._self);
    return new Promise(resolve => {
      void locks.request(name, () => {
        resolve();
        return new Promise<void>(release => (this._release = release));
      });
    });
  }

  private _say(word: Word): void {
    this._channel.postMessage(word);
  }

  private readonly _channel: BroadcastChannel;
  private readonly _others = new Map<number, string>();
  private readonly _gone = new AbortController();
  private _caret: ICaret | null = null;
  private _release: () => void = () => undefined;
}

/** The people whose connections are in an interview now, as far as this browser tells. */
export async function peersIn(
  session: string,
  locks: Locks | undefined = browserLocks()
): Promise<IPeer[]> {
  const { held = [] } = (await locks?.query()) ?? {};
  return held.flatMap(({ name = '' }) => {
    const [prefix, where, peer, userId] = name.split(' ');
    return prefix === PREFIX && where === session ? [{ peer: Number(peer), userId }] : [];
  });
}

/** Tells everybody in the interview to close it. */
export function tellDeleted(session: string): void {
  const channel = new BroadcastChannel(channelName(session));
  channel.postMessage({ say: 'deleted' } satisfies Word);
  channel.close();
}

/** Sends something to everybody in an interview from outside of it. */
export function tellNews(session: string): void {
  const channel = new BroadcastChannel(channelName(session));
  channel.postMessage({ say: 'news' } satisfies Word);
  channel.close();
}

function channelName(session: string): string {
  return `${PREFIX} ${session}`;
}

function lockName(session: string, { peer, userId }: IPeer): string {
  return `${PREFIX} ${session} ${peer} ${userId}`;
}

function browserLocks(): Locks | undefined {
  return globalThis.navigator?.locks;
}
