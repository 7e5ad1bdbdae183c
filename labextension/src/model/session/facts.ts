/**
 * What the server said about the session and its people, as far as it is facts and not text, runs
 * or cursors: the newest word of the connection and of REST answers, whichever came last.
 */
import {
  CloseCode,
  type Action,
  type ILocks,
  type ISession,
  type IUser,
  type IWelcome,
  type Language,
  type LeaveReason,
  type Role,
  type ServerFrame,
  type SessionState
} from '../../contract/protocol';
import { reducePeople } from '../people/people';
import type { ConnectionState } from '../ports';

/**
 * `waiting`: connected, but not let in yet. `closed`: it will not come back by itself,
 * `closedBecause` says why.
 */
export type Connection = 'connecting' | 'waiting' | 'online' | 'offline' | 'closed';

export abstract class Facts {
  constructor(
    private _session: ISession,
    private _me: IUser | null
  ) {
    this._users = _me ? [_me] : [];
  }

  get sessionId(): string {
    return this._session.id;
  }

  get title(): string {
    return this._session.title;
  }

  get sessionState(): SessionState {
    return this._session.state;
  }

  get damaged(): boolean {
    return this._session.damaged;
  }

  get lobby(): boolean {
    return this._session.lobby;
  }

  get locks(): ILocks {
    return this._session.locks;
  }

  get showValues(): boolean {
    return this._session.showValues;
  }

  get language(): Language {
    return this._session.language;
  }

  get languages(): readonly Language[] {
    return this._session.languages;
  }

  get me(): IUser | null {
    return this._me;
  }

  get role(): Role | null {
    return this._welcomed ? this._session.role : null;
  }

  can(action: Action): boolean {
    return this._session.actions.includes(action);
  }

  get users(): readonly IUser[] {
    return this._users;
  }

  /** What was said of this person when they were taken out. */
  protected get left(): LeaveReason | null {
    return this._left;
  }

  /** A welcome came on the present connection. */
  protected get isOnline(): boolean {
    return this._isOnline;
  }

  protected connectionIn(state: ConnectionState, closed: { code: number } | null): Connection {
    if (state === 'closed') {
      return 'closed';
    }
    if (this._isWaiting) {
      return 'waiting';
    }
    if (state === 'open' && this._isOnline) {
      return 'online';
    }
    const isBackAtOnce = closed?.code === CloseCode.renewed && state !== 'waiting';
    return this._welcomed && !isBackAtOnce ? 'offline' : 'connecting';
  }

  protected hearFact(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this._welcomedAs(frame.payload);
        break;
      case 'waiting':
        this._isWaiting = true;
        this._me = frame.payload.user;
        this.takeFacts(frame.payload.session);
        break;
      case 'user_joined':
        this._setUsers(reducePeople(this._users, frame));
        break;
      case 'user_left':
        this._left = frame.payload.user.id === this._me?.id ? frame.payload.reason : this._left;
        this._setUsers(reducePeople(this._users, frame));
        break;
      case 'language_change':
        this.takeFacts({ language: frame.payload.language });
        break;
      case 'session_state':
        this.takeFacts(frame.payload);
        break;
    }
  }

  protected notOnline(): void {
    this._isOnline = false;
  }

  protected takeFacts(news: Partial<ISession>): void {
    this._session = { ...this._session, ...news };
  }

  /** As REST answered after a change. */
  protected takeUser(user: IUser): void {
    this._setUsers(reducePeople(this._users, { type: 'user_joined', payload: { user } }));
  }

  private _setUsers(users: readonly IUser[]): void {
    this._users = users;
    this._me = users.find(({ id }) => id === this._me?.id) ?? this._me;
  }

  private _welcomedAs({ session, language, role, actions, user, users }: IWelcome): void {
    this._isOnline = this._welcomed = true;
    this._isWaiting = false;
    this._left = null;
    this._me = user;
    this._users = users;
    this.takeFacts({ ...session, language, role, actions });
  }

  private _users: readonly IUser[];
  private _isOnline = false;
  private _welcomed = false;
  private _isWaiting = false;
  private _left: LeaveReason | null = null;
}
