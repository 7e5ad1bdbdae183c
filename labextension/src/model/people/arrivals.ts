/**
 * Who comes into the interview while this page is open: what this person is told of at that moment.
 *
 * The people who hold the interview are told of everybody, and the others of those who hold it.
 * Nobody is told of themselves, of those who were here already when the page came, or of somebody
 * whose connection was only gone for a moment.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { IUser, Role, ServerFrame } from '../../contract/protocol';
import type { IClock } from '../clock';
import { Slice, type ISlice } from '../slice';

export interface IArrivals extends ISlice {
  /** Fires with those who have come or wait to be let in, as soon as this page hears of them. */
  readonly arrived: ISignal<IArrivals, readonly IUser[]>;
  /** The people who wait to be let in and are there, for those who hold the interview. */
  readonly waiting: readonly IUser[];
  /** How many people have come in since somebody looked at the panel. */
  readonly unseen: number;
  /** Whether somebody can see the panel. */
  readonly isVisible: boolean;
  setVisible(visible: boolean): void;
}

export interface IArrivalsOptions {
  clock: IClock;
  me: () => IUser | null;
  people: () => readonly IUser[];
  /** False where all others are further tabs of the same browser. */
  hasOthers: boolean;
  touched: () => void;
}

/** Milliseconds: whoever was away for less has not come, but is back. */
const BACK_MS = 60_000;

const TELLING: readonly ServerFrame['type'][] = ['welcome', 'user_joined', 'user_left'];

export class Arrivals extends Slice implements IArrivals {
  constructor(private readonly _options: IArrivalsOptions) {
    super(_options.touched);
  }

  get arrived(): ISignal<this, readonly IUser[]> {
    return this._arrived;
  }

  get waiting(): readonly IUser[] {
    const { me, people } = this._options;
    const isHost = isOfHost(me());
    return isHost ? people().filter(({ waiting, online }) => waiting && online) : [];
  }

  get unseen(): number {
    return this._unseen.size;
  }

  get isVisible(): boolean {
    return this._isVisible;
  }

  setVisible(visible: boolean): void {
    if (visible !== this._isVisible) {
      this._isVisible = visible;
      this._unseen.clear();
      this.touch();
    }
  }

  /** The people have heard the same frame before. */
  hear(frame: ServerFrame): void {
    if (!this._options.hasOthers || !TELLING.includes(frame.type)) {
      return;
    }
    const arrived = this._look();
    this.touch();
    if (arrived.length > 0) {
      if (!this._isVisible) {
        arrived.filter(({ waiting }) => !waiting).forEach(({ id }) => this._unseen.add(id));
      }
      this._arrived.emit(arrived);
    }
  }

  /** Notes who is here now, and answers with those who came since the last look. */
  private _look(): IUser[] {
    const { clock, me, people } = this._options;
    const now = clock.now();
    const here = people().filter(({ online }) => online);
    const before = this._lastHere;
    const lastHere = new Map(before);
    for (const [id, at] of lastHere) {
      lastHere.set(id, Math.min(at, now));
    }
    here.forEach(({ id }) => lastHere.set(id, Infinity));
    this._lastHere = lastHere;
    if (before === null) {
      return [];
    }
    const isNews = ({ id }: IUser): boolean => now - (before.get(id) ?? -Infinity) >= BACK_MS;
    const own = me();
    return here.filter(
      user => user.id !== own?.id && (isOfHost(own) || isOfHost(user)) && isNews(user)
    );
  }

  /** When each person was here last, which for those who are here is now and later. */
  private _lastHere: ReadonlyMap<string, number> | null = null;
  private readonly _unseen = new Set<string>();
  private _isVisible = true;
  private readonly _arrived = new Signal<this, readonly IUser[]>(this);
}

const HOSTS: readonly Role[] = ['owner', 'interviewer'];

function isOfHost(user: IUser | null): boolean {
  return user !== null && HOSTS.includes(user.role);
}
