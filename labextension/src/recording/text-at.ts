/**
 * The texts of a recording at any moment, and who typed each character of them.
 *
 * After every so many edits the texts are kept. They share what is alike, so an interview of 260,000
 * edits takes a few megabytes, and no moment is further than that many edits from a text that is there.
 */
import { Text } from '@codemirror/state';
import { sha256 } from '../model/runs/program';
import type { IRecording } from './recording';

/** Edits between two kept states. */
const EVERY = 256;
/** The first character that stands for an author; it stands for nobody. */
const FIRST = 0x100;

/** The texts of all files after some number of edits. */
interface IState {
  readonly texts: readonly Text[];
  /** The same lines, with a letter for the author of each character in them. */
  readonly authors: readonly Text[];
  /** And a letter for the author of each line feed. In one line with the others, they would all be copied at each edit. */
  readonly feeds: readonly string[];
}

/** Characters side by side that one person has typed: a place among the people, or -1 for nobody. */
export interface IAuthored {
  readonly from: number;
  readonly to: number;
  readonly who: number;
}

/** The texts of a seal that were live, and are not those of this recording. */
export interface IBroken {
  readonly seq: number;
  readonly file: number;
}

/** One edit: at `position`, `deleted` units make place for what is inserted. */
export interface IPlacedEdit {
  readonly seq: number;
  /** Milliseconds since the beginning. */
  readonly at: number;
  /** A place among the people, or -1 for nobody. */
  readonly who: number;
  readonly file: number;
  readonly position: number;
  readonly deleted: number;
  readonly inserted: string;
}

export class TextAt {
  constructor(private readonly _recording: IRecording) {
    const { edits, files } = _recording;
    const ends: number[] = files.map(() => 0);
    let [seq, at, taken] = [0, 0, 0];
    edits.seq.forEach((step, index) => {
      seq += step;
      at += edits.at[index];
      const { [index]: file } = edits.file;
      const { [index]: length } = edits.length;
      const position = ends[file] + edits.position[index];
      ends[file] = position + length;
      this._seqs.push(seq);
      this._times.push(at);
      this._positions.push(position);
      this._starts.push(taken);
      taken += length;
    });
    this._lines = new Uint32Array(this.length);
    const empty = files.map(() => Text.empty);
    this._states = [{ texts: empty, authors: empty, feeds: files.map(() => '') }];
  }

  /** The number of edits. */
  get length(): number {
    return this._seqs.length;
  }

  /** The edit with this number, counted from 0. */
  edit(index: number): IPlacedEdit {
    const { who, file, deleted, length, inserted } = this._recording.edits;
    const { [index]: start } = this._starts;
    return {
      seq: this._seqs[index],
      at: this._times[index],
      who: who[index],
      file: file[index],
      position: this._positions[index],
      deleted: deleted[index],
      inserted: inserted.slice(start, start + length[index])
    };
  }

  /** When the edit with this number is shown, in milliseconds since the beginning. */
  timeOf(index: number): number {
    return this._times[index];
  }

  /** The entry of the log that the edit with this number is of. */
  seqOf(index: number): number {
    return this._seqs[index];
  }

  /** The line in which an edit begins, counted from 1, in the text before it. */
  lineOf(index: number): number {
    if (this._lines[index] === 0) {
      this._stateAt(index + 1);
    }
    return this._lines[index];
  }

  /** How many edits there are up to a moment, in milliseconds since the beginning, and with it. */
  editsAt(ms: number): number {
    return countUpTo(this._times, ms);
  }

  /** How many edits there are up to an entry of the log, and with it. */
  editsUpTo(seq: number): number {
    return countUpTo(this._seqs, seq);
  }

  /** The text of a file after so many edits. */
  text(file: number, edits: number): Text {
    return this._stateAt(edits).texts[file];
  }

  /** Goes along edits in their order, with the text of its file after each. */
  walk(first: number, end: number, visit: (edit: IPlacedEdit, text: Text) => void): void {
    const texts = [...this._stateAt(first).texts];
    for (let index = first; index < end; index++) {
      const edit = this.edit(index);
      const { file, position, deleted, inserted } = edit;
      const lines = Text.of(inserted.split('\n'));
      texts[file] = texts[file].replace(position, position + deleted, lines);
      visit(edit, texts[file]);
    }
  }

  /** Who has typed what of the text of a file, after so many edits. */
  authors(file: number, edits: number): IAuthored[] {
    const { authors, feeds } = this._stateAt(edits);
    let line = 0;
    const letters = authors[file].toString().replace(/\n/g, () => feeds[file][line++]);
    const found: IAuthored[] = [];
    for (let from = 0; from < letters.length;) {
      const letter = letters.charCodeAt(from);
      let to = from + 1;
      while (to < letters.length && letters.charCodeAt(to) === letter) {
        to++;
      }
      found.push({ from, to, who: letter - FIRST - 1 });
      from = to;
    }
    return found;
  }

  /** The texts that were sealed while they were live and that are others here. */
  broken(): IBroken[] {
    return this._recording.seals.flatMap(({ seq, texts }) =>
      texts
        .filter(
          ({ file, sha256: sealed }) =>
            sha256(this.text(file, this.editsUpTo(seq)).toString()) !== sealed
        )
        .map(({ file }) => ({ seq, file }))
    );
  }

  /** Makes more of the kept states, for at most so many edits; answers whether there are more to make. */
  prepare(edits: number): boolean {
    const before = (this._states.length - 1) * EVERY;
    this._reach(Math.min(this.length, before + edits));
    return this._states.length <= Math.floor(this.length / EVERY);
  }

  private _stateAt(edits: number): IState {
    const wanted = Math.max(0, Math.min(edits, this.length));
    this._reach(wanted);
    const kept = Math.floor(wanted / EVERY);
    return this._after(this._states[kept], kept * EVERY, wanted);
  }

  /** Keeps states up to an edit. */
  private _reach(edits: number): void {
    while (this._states.length <= Math.floor(edits / EVERY)) {
      const kept = this._states.length - 1;
      this._states.push(this._after(this._states[kept], kept * EVERY, (kept + 1) * EVERY));
    }
  }

  private _after({ texts, authors, feeds }: IState, first: number, end: number): IState {
    const after = { texts: [...texts], authors: [...authors], feeds: [...feeds] };
    for (let index = first; index < end; index++) {
      const { file, position: from, deleted, who, inserted } = this.edit(index);
      const { [file]: text } = after.texts;
      const to = from + deleted;
      const letter = String.fromCharCode(FIRST + 1 + who);
      const lines = inserted.split('\n');
      const letters = lines.map(line => letter.repeat(line.length));
      const { number } = text.lineAt(from);
      const deletedFeeds = deleted === 0 ? 0 : text.lineAt(to).number - number;
      this._lines[index] = number;
      after.texts[file] = text.replace(from, to, Text.of(lines));
      after.authors[file] = after.authors[file].replace(from, to, Text.of(letters));
      if (deletedFeeds > 0 || lines.length > 1) {
        const before = after.feeds[file];
        after.feeds[file] =
          before.slice(0, number - 1) +
          letter.repeat(lines.length - 1) +
          before.slice(number - 1 + deletedFeeds);
      }
    }
    return after;
  }

  private readonly _seqs: number[] = [];
  private readonly _times: number[] = [];
  private readonly _positions: number[] = [];
  private readonly _starts: number[] = [];
  /** 0 where it was not found yet. */
  private readonly _lines: Uint32Array;
  private readonly _states: IState[];
}

/** How many of these sorted numbers are not greater. */
export function countUpTo(sorted: ArrayLike<number>, value: number): number {
  return countWhere(sorted.length, place => sorted[place] <= value);
}

/** How many places there are for which something holds, where it holds for the first ones alone. */
export function countWhere(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
