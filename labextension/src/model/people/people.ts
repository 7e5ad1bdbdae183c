/**
 * The people in the interview, as the server told them last, and what may be done about each. A
 * hand goes up and down here only when the event of it comes back.
 */
import type {
  Action,
  ClientFrame,
  IUser,
  LeaveReason,
  Role,
  ServerFrame
} from '../../contract/protocol';
import type { IInterviewApi, IUserChange } from '../ports';
import { Slice, type ISlice } from '../slice';

/** Every promise rejects with InterviewError. */
export interface IPeopleSlice extends ISlice {
  /** Null until the first welcome. */
  readonly me: IUser | null;
  /** In joining order; the absent stay in the list with `online: false`. */
  readonly list: readonly IUser[];
  /** Goes by another name. */
  rename(name: string): Promise<void>;
  /** Or lowers it. */
  raiseHand(raised: boolean): void;
  admit(userId: string): Promise<void>;
  setRole(userId: string, role: Exclude<Role, 'owner'>): Promise<void>;
  /** Out, and nobody else comes by their link. */
  kick(userId: string): Promise<void>;
  /** Somebody who is away, until they come again. */
  takeOff(userId: string): Promise<void>;
  lowerHand(userId: string): Promise<void>;
  /** Everything held on one person, as a file of JSON. */
  exportUser(userId: string): Promise<Blob>;
}

export interface IPeopleOptions {
  me: IUser | null;
  api: IInterviewApi;
  sessionId: string;
  can(action: Action): boolean;
  /** Sends a command, or tells the person that there is no connection. */
  command: (frame: ClientFrame) => void;
  touched: () => void;
}

export class People extends Slice implements IPeopleSlice {
  constructor(private readonly _options: IPeopleOptions) {
    super(_options.touched);
    this._me = _options.me;
    this._list = this._me ? [this._me] : [];
  }

  get me(): IUser | null {
    return this._me;
  }

  get list(): readonly IUser[] {
    return this._list;
  }

  /** What the server said when this person was removed. */
  get left(): LeaveReason | null {
    return this._left;
  }

  hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._left = null;
        this._me = frame.payload.user;
        this._list = frame.payload.users;
        this.touch();
        break;
      case 'waiting':
        this._me = frame.payload.user;
        this.touch();
        break;
      case 'user_joined':
        this._take(reducePeople(this._list, frame));
        break;
      case 'user_left':
        this._left = frame.payload.user.id === this._me?.id ? frame.payload.reason : this._left;
        this._take(reducePeople(this._list, frame));
        break;
    }
  }

  async rename(name: string): Promise<void> {
    if (this._me !== null) {
      await this._update(this._me.id, { name });
    }
  }

  raiseHand(raised: boolean): void {
    if (this._options.can('hand')) {
      this._options.command({ type: 'hand_change', payload: { raised } });
    }
  }

  admit(userId: string): Promise<void> {
    return this._update(userId, { admitted: true });
  }

  setRole(userId: string, role: Exclude<Role, 'owner'>): Promise<void> {
    return this._update(userId, { role });
  }

  lowerHand(userId: string): Promise<void> {
    return this._update(userId, { hand: false });
  }

  async takeOff(userId: string): Promise<void> {
    // They may be back before the answer is here: the list hears it in its turn.
    await this._options.api.updateUser(this._options.sessionId, userId, { listed: false });
  }

  kick(userId: string): Promise<void> {
    return this._options.api.removeUser(this._options.sessionId, userId);
  }

  exportUser(userId: string): Promise<Blob> {
    return this._options.api.exportUser(this._options.sessionId, userId);
  }

  private async _update(userId: string, change: IUserChange): Promise<void> {
    const user = await this._options.api.updateUser(this._options.sessionId, userId, change);
    this._take(reducePeople(this._list, { type: 'user_joined', payload: { user } }));
  }

  private _take(list: readonly IUser[]): void {
    this._list = list;
    this._me = list.find(({ id }) => id === this._me?.id) ?? this._me;
    this.touch();
  }

  private _me: IUser | null;
  private _list: readonly IUser[];
  private _left: LeaveReason | null = null;
}

type PeopleEvent = Extract<ServerFrame, { type: 'user_joined' | 'user_left' }>;

/** In joining order; somebody who is only away stays in the list, offline. */
function reducePeople(users: readonly IUser[], event: PeopleEvent): readonly IUser[] {
  const { user } = event.payload;
  if (event.type === 'user_left' && event.payload.reason !== 'away') {
    return users.filter(({ id }) => id !== user.id);
  }
  return users.some(({ id }) => id === user.id)
    ? users.map(known => (known.id === user.id ? user : known))
    : [...users, user];
}
