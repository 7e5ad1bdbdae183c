/**
 * Text of this person's that could not be merged, offered until they restore or discard it. It
 * stays in the offline store until then, so that closing the page does not answer for them.
 */
import type { IKeptCopy } from '../offline/offline-store';
import type { OfflineWriter } from '../offline/offline-writer';

/** Text of this person's that could not be merged into the interview's. */
export interface ICopy {
  readonly id: string;
  /** The id of the file that it is of. */
  readonly file: string;
  /** The name that the file had. */
  readonly name: string;
  readonly text: string;
}

/** A text, and of which file it is. */
export type INamedText = Pick<ICopy, 'file' | 'name' | 'text'>;

export interface IAuthorship {
  userId: string;
  page: string;
  at: number;
}

export class Copies {
  constructor(private readonly _writer: OfflineWriter) {}

  /** Newest first. */
  get list(): readonly ICopy[] {
    return this._list;
  }

  /** A copy with the text of another one is not offered. */
  add({ file, name, text }: INamedText, { userId, page, at }: IAuthorship): void {
    if (text === '' || this._has(file, text)) {
      return;
    }
    const id = `copy:${page}:${at}:${this._list.length}:${file}`;
    const record: IKeptCopy = { kind: 'copy', id, userId, page, at, file, name, text };
    this._writer.put(id, () => record);
    this._list = [{ id, file, name, text }, ...this._list];
  }

  /** Takes over the copies that an earlier page left. */
  restore(kept: readonly IKeptCopy[]): void {
    for (const { id, file, name, text } of kept) {
      if (!this._has(file, text)) {
        this._list = [...this._list, { id, file, name, text }];
      }
    }
  }

  /** Offers copies on this page only, because their interview is gone. */
  addHere({ file, name, text }: INamedText): void {
    if (text !== '' && !this._has(file, text)) {
      this._list = [{ id: `here:${file}`, file, name, text }, ...this._list];
    }
  }

  find(id: string): ICopy | undefined {
    return this._list.find(copy => copy.id === id);
  }

  drop(id: string): void {
    this._list = this._list.filter(copy => copy.id !== id);
    this._writer.remove(id);
  }

  private _has(file: string, text: string): boolean {
    return this._list.some(copy => copy.file === file && copy.text === text);
  }

  private _list: readonly ICopy[] = [];
}
