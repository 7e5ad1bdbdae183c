/**
 * What those who hold an interview do to it and to the people in it. Each is a REST call; the others
 * hear of it by the connection, and this page from the answer or the connection, whatever comes
 * first. Every promise rejects with InterviewError.
 */
import type { ILocks, ISession, IUser, Role } from '../../contract/protocol';
import type { IInterviewApi, ISessionChange, IUserChange } from '../ports';

/** What may be done to the session and to people, if `can` says so. Rejects with InterviewError. */
export interface IAdministration {
  rename(title: string): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
  reopen(): Promise<void>;
  setLobby(lobby: boolean): Promise<void>;
  setLocks(locks: Partial<ILocks>): Promise<void>;
  setShowValues(showValues: boolean): Promise<void>;
  remove(): Promise<void>;
  admit(userId: string): Promise<void>;
  setRole(userId: string, role: Exclude<Role, 'owner'>): Promise<void>;
  kick(userId: string): Promise<void>;
  lowerHand(userId: string): Promise<void>;
  /** Everything held on one person, as a file of JSON. */
  exportUser(userId: string): Promise<Blob>;
}

export interface IAdministrationOptions {
  api: IInterviewApi;
  sessionId(): string;
  takeSession(session: ISession): void;
  takeUser(user: IUser): void;
  /** It is being deleted from this page, or was not after all. */
  removing(isGoing: boolean): void;
}

export class Administration implements IAdministration {
  constructor(private readonly _options: IAdministrationOptions) {}

  rename(title: string): Promise<void> {
    return this._update({ title });
  }

  start(): Promise<void> {
    return this._update({ state: 'live' });
  }

  end(): Promise<void> {
    return this._update({ state: 'ended' });
  }

  reopen(): Promise<void> {
    return this._update({ state: 'live' });
  }

  setLobby(lobby: boolean): Promise<void> {
    return this._update({ lobby });
  }

  setShowValues(showValues: boolean): Promise<void> {
    return this._update({ showValues });
  }

  setLocks(locks: Partial<ILocks>): Promise<void> {
    return this._update({ locks });
  }

  async remove(): Promise<void> {
    const options = this._options;
    options.removing(true);
    try {
      await options.api.remove(options.sessionId());
    } catch (refusal) {
      options.removing(false);
      throw refusal;
    }
  }

  admit(userId: string): Promise<void> {
    return this._updateUser(userId, { admitted: true });
  }

  setRole(userId: string, role: Exclude<IUser['role'], 'owner'>): Promise<void> {
    return this._updateUser(userId, { role });
  }

  lowerHand(userId: string): Promise<void> {
    return this._updateUser(userId, { hand: false });
  }

  kick(userId: string): Promise<void> {
    return this._options.api.removeUser(this._options.sessionId(), userId);
  }

  exportUser(userId: string): Promise<Blob> {
    return this._options.api.exportUser(this._options.sessionId(), userId);
  }

  private async _update(change: ISessionChange): Promise<void> {
    const options = this._options;
    options.takeSession(await options.api.update(options.sessionId(), change));
  }

  private async _updateUser(userId: string, change: IUserChange): Promise<void> {
    const options = this._options;
    options.takeUser(await options.api.updateUser(options.sessionId(), userId, change));
  }
}
