/**
 * The file that the owner has attached the interview to, as the server tells it, and asking for
 * another. Nobody but the owner is told of one.
 *
 * An attachment is gone after a restart of the server, and the server no longer knows of it then.
 * So the browser remembers what there was (`IAttachmentMemory`), and the panel can say so.
 */
import type {
  DetachReason,
  IAttachment,
  INewAttachment,
  IWelcome,
  ServerFrame
} from '../../contract/protocol';
import type { IInterviewApi } from '../ports';
import { Slice, type ISlice } from '../slice';

/** What an interview was attached to when this browser last heard of it. */
export interface IAttachmentMemory {
  recall(): IAttachment | null;
  keep(attachment: IAttachment | null): void;
}

/** It is attached no more, and its owner did not ask for that. */
export interface ILostAttachment {
  readonly attachment: IAttachment;
  /** Null when nobody saw it happen. */
  readonly reason: DetachReason | null;
}

export interface IAttachmentSlice extends ISlice {
  /** The server has files, and this person is the owner. */
  readonly possible: boolean;
  readonly current: IAttachment | null;
  readonly lost: ILostAttachment | null;
  dismissLost(): void;
  /** Rejects with InterviewError, `texts_differ` when it must be said whose text stays. */
  attach(body: INewAttachment): Promise<void>;
  detach(): Promise<void>;
}

/** For what asks no memory of a browser. */
export class PageMemory implements IAttachmentMemory {
  recall(): IAttachment | null {
    return this._attachment;
  }

  keep(attachment: IAttachment | null): void {
    this._attachment = attachment;
  }

  private _attachment: IAttachment | null = null;
}

export interface IAttachmentOptions {
  api: IInterviewApi;
  sessionId: string;
  /** Of this page, where there is no other. */
  memory?: IAttachmentMemory;
  touched: () => void;
}

export class Attachment extends Slice implements IAttachmentSlice {
  constructor(private readonly _options: IAttachmentOptions) {
    super(_options.touched);
    this._memory = _options.memory ?? new PageMemory();
  }

  get possible(): boolean {
    return this._possible;
  }

  get current(): IAttachment | null {
    return this._current;
  }

  get lost(): ILostAttachment | null {
    return this._lost;
  }

  dismissLost(): void {
    this._lost = null;
    this._memory.keep(null);
    this.touch();
  }

  async attach(body: INewAttachment): Promise<void> {
    const { api, sessionId } = this._options;
    this._take(await api.attach(sessionId, body));
    this.touch();
  }

  async detach(): Promise<void> {
    const { api, sessionId } = this._options;
    await api.detach(sessionId);
    this._forget();
    this.touch();
  }

  hear(frame: ServerFrame): void {
    if (frame.type === 'welcome') {
      this._welcomed(frame.payload);
      this.touch();
    } else if (frame.type === 'attachment') {
      this._told(frame.payload.attachment, frame.payload.reason);
      this.touch();
    }
  }

  private _welcomed({ files, attachment, session }: IWelcome): void {
    this._possible = files;
    if (!files) {
      // Perhaps the owner's own browser as a guest: what it remembers is not this page's.
      return;
    }
    const before = this._memory.recall();
    if (attachment) {
      this._take(attachment);
    } else if (before && session.state !== 'ended') {
      this._current = null;
      this._lost ??= { attachment: before, reason: null };
    } else {
      this._forget();
    }
  }

  private _told(attachment: IAttachment | null, reason: DetachReason | null): void {
    const before = this._current;
    if (attachment) {
      this._take(attachment);
      return;
    }
    this._forget();
    if (before && reason !== 'asked' && reason !== 'ended') {
      this._lost = { attachment: before, reason };
    }
  }

  private _take(attachment: IAttachment): void {
    this._current = attachment;
    this._lost = null;
    this._memory.keep(attachment);
  }

  private _forget(): void {
    this._current = null;
    this._memory.keep(null);
  }

  private readonly _memory: IAttachmentMemory;
  private _possible = false;
  private _current: IAttachment | null = null;
  private _lost: ILostAttachment | null = null;
}
