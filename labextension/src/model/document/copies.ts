/**
 * Text of this person's that could not be merged, offered until they restore or discard it. It
 * stays in the offline store until then, so that closing the page does not answer for them.
 */
import type { Language } from '../../contract/protocol';
import type { IKeptCopy } from '../offline/offline-store';
import type { OfflineWriter } from '../offline/offline-writer';

/** Text of this person's that could not be merged into the interview's. */
export interface ICopy {
  readonly id: string;
  readonly language: Language;
  readonly text: string;
}

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

  /** A copy that says what another says already is not offered twice. */
  add(language: Language, text: string, { userId, page, at }: IAuthorship): void {
    if (text === '' || this._has(language, text)) {
      return;
    }
    const id = `copy:${page}:${at}:${this._list.length}:${language}`;
    const record: IKeptCopy = { kind: 'copy', id, userId, page, at, language, text };
    this._writer.put(id, () => record);
    this._list = [{ id, language, text }, ...this._list];
  }

  /** As an earlier page left them. */
  restore(kept: readonly IKeptCopy[]): void {
    for (const { id, language, text } of kept) {
      if (!this._has(language, text)) {
        this._list = [...this._list, { id, language, text }];
      }
    }
  }

  /** Offered on this page only: there is no interview any more to offer it in another time. */
  addHere(language: Language, text: string): void {
    if (text !== '' && !this._has(language, text)) {
      this._list = [{ id: `here:${language}`, language, text }, ...this._list];
    }
  }

  find(id: string): ICopy | undefined {
    return this._list.find(copy => copy.id === id);
  }

  drop(id: string): void {
    this._list = this._list.filter(copy => copy.id !== id);
    this._writer.remove(id);
  }

  private _has(language: Language, text: string): boolean {
    return this._list.some(copy => copy.language === language && copy.text === text);
  }

  private _list: readonly ICopy[] = [];
}
