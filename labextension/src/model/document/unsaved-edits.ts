/**
 * The unacknowledged edits of a document on the shelf, and beside them the texts of the page: edits
 * alone say nothing without the document they were made in.
 */
import type { IClock } from '../clock';
import type { IKeptEdit, IKeptTexts, IOrigin } from '../offline/offline-store';
import type { Keeper } from '../offline/offline-writer';
import type { IEdit } from './batches';
import { differing, type Texts } from './texts';

export interface IEditKeeperOptions {
  keeper: Keeper;
  page: string;
  clock: IClock;
  /** Whose page this is, in which document. */
  origin(): IOrigin & { userId: string };
  /** As they are on this page. */
  texts(): Texts;
}

export class EditKeeper {
  constructor(private readonly _options: IEditKeeperOptions) {
    this._textsId = `texts:${_options.page}`;
  }

  keep({ id, at, update }: IEdit): void {
    const { keeper, page } = this._options;
    const record: IKeptEdit = { kind: 'edit', id, page, at, update, ...this._options.origin() };
    keeper.put(id, () => record);
    this._keepTexts(false);
  }

  /** The texts must be offered even if every edit arrives: they hold more. */
  keepDiverged(): void {
    this._keepTexts(true);
  }

  /** Edits that are on the server's disk; `isLast` when no others are left. */
  release(ids: readonly string[], isLast: boolean): void {
    this._options.keeper.remove(...ids);
    if (isLast) {
      this._options.keeper.remove(this._textsId, ...this._others.map(({ id }) => id));
      this._others = [];
    }
  }

  /** The edits of these pages are sent from here now. */
  takeOver(texts: readonly IKeptTexts[]): void {
    const known = new Set(this._others.map(({ id }) => id));
    this._others.push(...texts.filter(({ id }) => !known.has(id)));
  }

  /** Everything that was typed, here and on pages taken over, and does not stand in `now`. */
  missingFrom(now: Texts): ReturnType<typeof differing> {
    const all = [this._options.texts(), ...this._others.map(({ texts }) => texts)];
    return all.flatMap(texts => differing(texts, now));
  }

  private _keepTexts(isDiverged: boolean): void {
    const { keeper, page, clock } = this._options;
    const id = this._textsId;
    const made = { kind: 'texts', id, page, at: clock.now(), ...this._options.origin() } as const;
    keeper.put(id, () => ({ ...made, isDiverged, texts: this._options.texts() }));
  }

  private readonly _textsId: string;
  private _others: IKeptTexts[] = [];
}
