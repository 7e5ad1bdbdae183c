/**
 * Keeps the unacknowledged edits of a document in the offline store, and beside them the texts of
 * the page: edits alone say nothing without the document they were made in.
 */
import type { IClock } from '../clock';
import type { IKeptEdit, IKeptTexts, IOrigin } from '../offline/offline-store';
import type { OfflineWriter } from '../offline/offline-writer';
import type { IEdit } from './batches';
import type { INamedText } from './copies';
import { differing, type Texts } from './texts';

export interface IUnsavedEditsOptions {
  writer: OfflineWriter;
  page: string;
  clock: IClock;
  /** The person of this page, and the document that it shows. */
  origin(): IOrigin & { userId: string };
  /** The texts as they are on this page. */
  texts(): Texts;
  /** The names of their files. */
  names(): Readonly<Record<string, string>>;
}

export class UnsavedEdits {
  constructor(private readonly _options: IUnsavedEditsOptions) {
    this._textsId = `texts:${_options.page}`;
  }

  keep({ id, at, update }: IEdit): void {
    const { writer, page } = this._options;
    const record: IKeptEdit = { kind: 'edit', id, page, at, update, ...this._options.origin() };
    writer.put(id, () => record);
    this._keepTexts(false);
  }

  /** Notes that the texts must be offered even if every edit arrives, because they hold more. */
  keepDiverged(): void {
    this._keepTexts(true);
  }

  /** Removes edits that are on the server's disk; `isLast` says that no others are left. */
  release(ids: readonly string[], isLast: boolean): void {
    this._options.writer.remove(...ids);
    if (isLast) {
      this._options.writer.remove(this._textsId, ...this._others.map(({ id }) => id));
      this._others = [];
    }
  }

  /** Notes that this page sends the edits of these other pages from now on. */
  takeOver(texts: readonly IKeptTexts[]): void {
    const known = new Set(this._others.map(({ id }) => id));
    this._others.push(...texts.filter(({ id }) => !known.has(id)));
  }

  /** The texts of this page and of pages taken over whose content is not in `now`. */
  missingFrom(now: Texts): INamedText[] {
    const all = [this._here(), ...this._others];
    return all.flatMap(kept => missingIn(kept, now));
  }

  private _keepTexts(isDiverged: boolean): void {
    const { writer, page, clock } = this._options;
    const id = this._textsId;
    const made = { kind: 'texts', id, page, at: clock.now(), ...this._options.origin() } as const;
    writer.put(id, () => ({ ...made, isDiverged, ...this._here() }));
  }

  private _here(): Pick<IKeptTexts, 'texts' | 'names'> {
    return { texts: this._options.texts(), names: this._options.names() };
  }

  private readonly _textsId: string;
  private _others: IKeptTexts[] = [];
}

/** The texts that do not stand in `now`. */
export function missingIn(
  { texts, names }: Pick<IKeptTexts, 'texts' | 'names'>,
  now: Texts
): INamedText[] {
  return differing(texts, now).map(([file, text]) => ({ file, name: names[file] ?? file, text }));
}
