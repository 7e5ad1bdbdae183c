/**
 * What an update changes in the texts, as edits at places: so much is deleted, this is inserted.
 *
 * An edit is a place where the text before the update and the text after it differ: everything that
 * was deleted and inserted between two characters that stay. So the edits of an update follow from the
 * two texts, and the server, which has no Yjs, finds the same ones (`jupyter_interview/gate/flat_edits.py`).
 *
 * Places are found in the list that Yjs keeps. Positions of a few characters are remembered, those of
 * the last edits, and a place is found from the nearest of them: what Yjs tells of an update costs a
 * look at the whole text.
 */
import * as Y from 'yjs';
import { isKnown } from './known-updates';

/** One edit of a text, in UTF-16 units of the text as the edits before this one have left it. */
export interface IFlatEdit {
  readonly root: string;
  readonly position: number;
  readonly deleted: number;
  readonly inserted: string;
}

/** An item that an update has added or deleted, and how many characters were before it. */
interface IPiece {
  readonly item: Y.Item;
  readonly isAdded: boolean;
  position: number;
  rank: number;
}

/** How many characters are before this one. */
interface IMark {
  readonly id: Y.ID;
  readonly position: number;
}

/** The pieces of one edit; `start` and `end` are in the text before the update. */
interface IGroup {
  readonly start: number;
  end: number;
  readonly pieces: IPiece[];
}

/** The most characters of a text whose positions are remembered. */
const MOST_MARKS = 12;
/** Pieces that are looked for one by one; for more of them all items are looked at. */
const FEW = 16;

export class FlatEdits {
  constructor() {
    this._doc.on('afterTransaction', transaction => (this._found = this._editsOf(transaction)));
  }

  /**
   * The edits of the next update, of each text from left to right. Throws when the document cannot
   * have had it, and then nothing has changed.
   */
  take(update: Uint8Array): IFlatEdit[] {
    if (!isKnown(this._doc, update)) {
      throw new RangeError('The update refers to something that is not there.');
    }
    this._found = [];
    Y.applyUpdate(this._doc, update);
    return this._found;
  }

  private _editsOf(transaction: Y.Transaction): IFlatEdit[] {
    const pieces = new Map<string, IPiece[]>();
    const look = new Before(transaction);
    const collect = (item: Y.Item, isAdded: boolean): void => {
      const root = this._rootOf(item.parent as Y.AbstractType<unknown>);
      const others = pieces.get(root) ?? [];
      others.push({ item, isAdded, position: 0, rank: 0 });
      pieces.set(root, others);
    };
    for (const client of transaction.afterState.keys()) {
      const known = transaction.beforeState.get(client) ?? 0;
      const structs = this._doc.store.clients.get(client) ?? [];
      for (
        let index = structs.length - 1;
        index >= 0 && structs[index].id.clock >= known;
        index--
      ) {
        const item = structs[index];
        if (item instanceof Y.Item && !item.deleted) {
          collect(item, true);
        }
      }
    }
    transaction.deleteSet.clients.forEach((ranges, client) => {
      for (const { clock, len } of ranges) {
        let at = clock;
        while (at < clock + len) {
          const item = Y.getItem(this._doc.store, Y.createID(client, at));
          if (item instanceof Y.Item && !look.isNew(item)) {
            collect(item, false);
          }
          at = item.id.clock + item.length;
        }
      }
    });
    return [...pieces.keys()]
      .sort()
      .flatMap(root => this._editsIn(root, pieces.get(root) ?? [], look));
  }

  private _editsIn(root: string, pieces: IPiece[], look: Before): IFlatEdit[] {
    const text = this._texts.get(root) ?? { length: 0, marks: [] };
    place(this._doc, root, text, pieces, look);
    const groups: IGroup[] = [];
    for (const piece of pieces) {
      const end = piece.position + (piece.isAdded ? 0 : piece.item.length);
      const last = groups.at(-1);
      if (last !== undefined && piece.position <= last.end) {
        last.pieces.push(piece);
        last.end = Math.max(last.end, end);
      } else {
        groups.push({ start: piece.position, end, pieces: [piece] });
      }
    }
    const edits: IFlatEdit[] = [];
    const shifts: number[] = [];
    const marks: IMark[] = [];
    let shift = 0;
    groups.forEach(({ start, pieces: parts }, number) => {
      const position = start + shift;
      const inserted = parts.map(part => (part.isAdded ? textOf(part.item) : '')).join('');
      const deleted = parts.reduce((sum, part) => sum + (part.isAdded ? 0 : part.item.length), 0);
      edits.push({ root, position, deleted, inserted });
      if (number === 0 || number === groups.length - 1) {
        const anchor = parts.find(part => part.isAdded) ?? parts[0];
        marks.push({ id: anchor.item.id, position });
      }
      shift += inserted.length - deleted;
      shifts.push(shift);
    });
    const kept = text.marks.flatMap(mark => moved(mark, groups, shifts) ?? []);
    const isMarked = ({ id }: IMark): boolean => marks.some(mark => Y.compareIDs(mark.id, id));
    this._texts.set(root, {
      length: text.length + shift,
      marks: [...kept.filter(mark => !isMarked(mark)), ...marks].slice(-MOST_MARKS)
    });
    return edits;
  }

  private _rootOf(type: Y.AbstractType<unknown>): string {
    const known = this._roots.get(type);
    if (known !== undefined) {
      return known;
    }
    const [root] = [...this._doc.share].find(([, shared]) => shared === type) ?? [''];
    this._roots.set(type, root);
    return root;
  }

  private readonly _doc = new Y.Doc();
  private readonly _texts = new Map<string, { length: number; marks: IMark[] }>();
  private readonly _roots = new Map<Y.AbstractType<unknown>, string>();
  private _found: IFlatEdit[] = [];
}

/** The document as it was before a transaction that has just been made. */
class Before {
  constructor(private readonly _transaction: Y.Transaction) {}

  isNew({ id }: Y.Item): boolean {
    return id.clock >= (this._transaction.beforeState.get(id.client) ?? 0);
  }

  /** How many characters of an item were in its text. */
  visible(item: Y.Item): number {
    if (this.isNew(item)) {
      return 0;
    }
    return !item.deleted || Y.isDeleted(this._transaction.deleteSet, item.id) ? item.length : 0;
  }
}

/** Finds the positions of pieces, and puts them into the order of the text. */
function place(
  doc: Y.Doc,
  root: string,
  text: { length: number; marks: readonly IMark[] },
  pieces: IPiece[],
  look: Before
): void {
  if (pieces.length > FEW) {
    sweep(doc, root, pieces, look);
  } else {
    const marks = new Map<Y.Item, number>();
    for (const { id, position } of text.marks) {
      const item = Y.getItem(doc.store, id);
      if (item instanceof Y.Item) {
        const inside = look.visible(item) === 0 ? 0 : id.clock - item.id.clock;
        marks.set(item, position - inside);
      }
    }
    pieces.forEach(piece => (piece.position = positionOf(piece.item, text.length, marks, look)));
    rank(pieces, look);
  }
  pieces.sort((a, b) => a.position - b.position || a.rank - b.rank);
}

function positionOf(
  item: Y.Item,
  length: number,
  marks: ReadonlyMap<Y.Item, number>,
  look: Before
): number {
  const own = marks.get(item);
  if (own !== undefined) {
    return own;
  }
  let [before, behind] = [0, look.visible(item)];
  let { left, right } = item;
  for (;;) {
    if (left === null) {
      return before;
    }
    before += look.visible(left);
    const ofLeft = marks.get(left);
    if (ofLeft !== undefined) {
      return ofLeft + before;
    }
    left = left.left;
    if (right === null) {
      return length - behind;
    }
    const ofRight = marks.get(right);
    if (ofRight !== undefined) {
      return ofRight - behind;
    }
    behind += look.visible(right);
    right = right.right;
  }
}

/** Ranks those that are added at one place, between which nothing was before. */
function rank(pieces: readonly IPiece[], look: Before): void {
  const tied = new Map<number, IPiece[]>();
  for (const piece of pieces.filter(({ isAdded }) => isAdded)) {
    tied.set(piece.position, [...(tied.get(piece.position) ?? []), piece]);
  }
  for (const together of [...tied.values()].filter(({ length }) => length > 1)) {
    const wanted = new Map(together.map(piece => [piece.item, piece]));
    let item: Y.Item | null = together[0].item;
    while (item.left !== null && look.visible(item.left) === 0) {
      item = item.left;
    }
    let found = 0;
    for (; item !== null && found < wanted.size; item = item.right) {
      const piece = wanted.get(item);
      if (piece !== undefined) {
        piece.rank = ++found;
      }
    }
  }
}

function sweep(doc: Y.Doc, root: string, pieces: readonly IPiece[], look: Before): void {
  const wanted = new Map(pieces.map(piece => [piece.item, piece]));
  let position = 0;
  let found = 0;
  const first = doc.share.get(root)?._start ?? null;
  for (let item = first; item !== null && found < wanted.size; item = item.right) {
    const piece = wanted.get(item);
    if (piece !== undefined) {
      piece.position = position;
      piece.rank = ++found;
    }
    position += look.visible(item);
  }
}

/** What is remembered, after edits at these places; null of what is at one of them. */
function moved(
  { id, position }: IMark,
  groups: readonly IGroup[],
  shifts: readonly number[]
): IMark | null {
  let [low, high] = [0, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groups[middle].end < position) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < groups.length && position >= groups[low].start) {
    return null;
  }
  return { id, position: position + (low > 0 ? shifts[low - 1] : 0) };
}

function textOf({ content }: Y.Item): string {
  return content instanceof Y.ContentString ? content.str : '';
}
