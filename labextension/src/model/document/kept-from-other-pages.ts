/**
 * Sorts what earlier pages of this person left in the offline store: what may still be merged into
 * the document, and what can only be offered as text because the document is another one by now.
 */
import type { Kept, IKeptCopy, IKeptEdit, IKeptTexts } from '../offline/offline-store';

export interface IHere {
  userId: string;
  page: string;
  epoch: number;
  /** Whether the server's log goes on from where those pages knew it. */
  continues: boolean;
  mayEdit: boolean;
}

export interface ILeftovers {
  /** The edits that can be merged and sent, oldest first. */
  edits: IKeptEdit[];
  /** The texts of the pages those edits are from. */
  texts: IKeptTexts[];
  /** The texts whose edits cannot be merged. */
  strays: IKeptTexts[];
  /** The copies that were offered before and are not decided yet. */
  copies: IKeptCopy[];
  /** The records that are of no use once the strays are offered. */
  done: string[];
}

export function sortOut(kept: readonly Kept[], here: IHere): ILeftovers {
  const theirs = kept.filter(({ userId, page }) => userId === here.userId && page !== here.page);
  const found: ILeftovers = { edits: [], texts: [], strays: [], copies: [], done: [] };
  for (const page of new Set(theirs.map(record => record.page))) {
    const records = theirs.filter(record => record.page === page);
    const edits = records.filter(record => record.kind === 'edit');
    const texts = records.filter(record => record.kind === 'texts');
    found.copies.push(...records.filter(record => record.kind === 'copy'));
    if (edits.length > 0 && edits.every(edit => mayMerge(edit, here))) {
      found.edits.push(...edits);
      found.texts.push(...texts);
      found.strays.push(...texts.filter(({ isDiverged }) => isDiverged));
    } else {
      found.strays.push(...texts.filter(({ isDiverged }) => isDiverged || edits.length > 0));
      found.done.push(...[...edits, ...texts].map(({ id }) => id));
    }
  }
  found.edits.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return found;
}

function mayMerge(edit: IKeptEdit, { epoch, continues, mayEdit }: IHere): boolean {
  return mayEdit && continues && edit.epoch === epoch;
}
