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
  /** The same texts with a letter for the author of each character. */
  readonly authors: readonly Text[];
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
    const empty = files.map(() => Text.empty);
    this._states = [{ texts: empty, authors: empty }];
  }

  /** The number of edits. */
  get length(): number {
    return this._seqs.length;
  }

  /** How many edits there are up to a moment, in milliseconds since the beginning, and with it. */
  editsAt(ms: number): number {
    return firstAbove(this._times, ms);
  }

  /** How many edits there are up to an entry of the log, and with it. */
  editsUpTo(seq: number): number {
    return firstAbove(this._seqs, seq);
  }

  /** The text of a file after so many edits. */
  text(file: number, edits: number): Text {
    return this._stateAt(edits).texts[file];
  }

  /** Who has typed what of the text of a file, after so many edits. */
  authors(file: number, edits: number): IAuthored[] {
    const letters = this._stateAt(edits).authors[file].toString();
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

  private _after({ texts, authors }: IState, first: number, end: number): IState {
    const { edits } = this._recording;
    const after = { texts: [...texts], authors: [...authors] };
    for (let index = first; index < end; index++) {
      const { [index]: file } = edits.file;
      const { [index]: length } = edits.length;
      const { [index]: from } = this._positions;
      const { [index]: start } = this._starts;
      const to = from + edits.deleted[index];
      const inserted = edits.inserted.slice(start, start + length);
      const letter = String.fromCharCode(FIRST + 1 + edits.who[index]);
      after.texts[file] = after.texts[file].replace(from, to, Text.of(inserted.split('\n')));
      after.authors[file] = after.authors[file].replace(from, to, Text.of([letter.repeat(length)]));
    }
    return after;
  }

  private readonly _seqs: number[] = [];
  private readonly _times: number[] = [];
  private readonly _positions: number[] = [];
  private readonly _starts: number[] = [];
  private readonly _states: IState[];
}

/** How many of these sorted numbers are not greater. */
function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
