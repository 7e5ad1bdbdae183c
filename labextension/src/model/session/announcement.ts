/** What a host has told everybody last, until it is put away in this browser; and telling them. */
import type { IAnnouncement, ServerFrame } from '../../contract/protocol';
import type { IInterviewApi } from '../ports';
import { Slice, type ISlice } from '../slice';

export interface IAnnouncementSlice extends ISlice {
  /** Null when there is none, and when it was put away here. */
  readonly current: IAnnouncement | null;
  putAway(): void;
  /** Rejects with InterviewError. */
  tell(text: string): Promise<void>;
}

/** Which announcement was put away last, for pages to come. */
export interface IPutAwayMemory {
  recall(): string | null;
  keep(announcement: string): void;
}

export interface IAnnouncementOptions {
  api: IInterviewApi;
  sessionId: string;
  /** Without one it comes back with the next page. */
  memory?: IPutAwayMemory;
  touched: () => void;
}

export class Announcement extends Slice implements IAnnouncementSlice {
  constructor(private readonly _options: IAnnouncementOptions) {
    super(_options.touched);
    this._putAway = _options.memory?.recall() ?? null;
  }

  get current(): IAnnouncement | null {
    return this._told === null || keyOf(this._told) === this._putAway ? null : this._told;
  }

  putAway(): void {
    if (this._told !== null) {
      this._putAway = keyOf(this._told);
      this._options.memory?.keep(this._putAway);
    }
    this.touch();
  }

  async tell(text: string): Promise<void> {
    const { api, sessionId } = this._options;
    await api.announce(sessionId, text);
  }

  hear(frame: ServerFrame): void {
    if (frame.type === 'welcome' || frame.type === 'announcement') {
      // Servers of older versions have none.
      this._told = frame.payload.announcement ?? null;
      this.touch();
    } else if (frame.type === 'session_state' && frame.payload.state !== 'live') {
      this._told = null;
      this.touch();
    }
  }

  private _told: IAnnouncement | null = null;
  private _putAway: string | null;
}

/** After a lost connection, and to another page, the same one is told again. */
function keyOf({ at, text }: IAnnouncement): string {
  return `${at} ${text}`;
}
