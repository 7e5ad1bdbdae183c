/**
 * One recording, ready to be looked through. The texts are there immediately; the entries take longer to
 * find, and are there when all pieces were prepared.
 */
import type { Text } from '@codemirror/state';
import type { IFile, IFolder } from '../contract/protocol';
import type { IRecording } from '../recording/recording';
import { TextAt, type IAuthored } from '../recording/text-at';
import { Breaks } from './breaks';
import { entriesOf, type Entry } from './entries';
import { FilesThen } from './files-then';
import { Moments, type IMoment } from './moments';
import { recentOf, type IRecent } from './recent';
import { RunsThen } from './runs-then';

/** Something that is not in the recording, at one of its moments: a note, for example. */
export interface IMarker {
  readonly seq: number;
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

export class Playback {
  constructor(readonly recording: IRecording) {
    this.text = new TextAt(recording);
    this.moments = new Moments(recording, this.text);
    this.breaks = new Breaks(recording, this.text);
    this.files = new FilesThen(recording);
    this.runs = new RunsThen(recording);
    this._places = new Map(recording.files.map(({ id }, place) => [id, place]));
  }

  readonly text: TextAt;
  readonly moments: Moments;
  readonly breaks: Breaks;
  readonly files: FilesThen;
  readonly runs: RunsThen;

  /** Milliseconds. */
  get length(): number {
    return this.moments.length;
  }

  /** Null until all of it was prepared. */
  get entries(): readonly Entry[] | null {
    return this._entries;
  }

  /** Does another piece of what takes long; answers whether there is more to do. */
  prepare(edits: number): boolean {
    if (this._entries === null && !this.text.prepare(edits)) {
      this._entries = entriesOf(this.recording, this.text, this.moments, this.breaks);
    }
    return this._entries === null;
  }

  prepareAll(): readonly Entry[] {
    while (this.prepare(Infinity)) {
      // All in one piece.
    }
    return this._entries ?? [];
  }

  /** The place of a file among those of the recording; -1 of one that nobody has typed in. */
  placeOf(file: string): number {
    return this._places.get(file) ?? -1;
  }

  /** The text of a file as it was; null of one that has none in the recording. */
  textOf(file: string, { edits }: IMoment): Text | null {
    const place = this.placeOf(file);
    return place < 0 ? null : this.text.text(place, edits);
  }

  authorsOf(file: string, { edits }: IMoment): readonly IAuthored[] {
    const place = this.placeOf(file);
    return place < 0 ? [] : this.text.authors(place, edits);
  }

  /** What of it was typed last. */
  recentOf(file: string, { edits }: IMoment): readonly IRecent[] {
    const place = this.placeOf(file);
    return place < 0 ? [] : recentOf(this.text, place, edits);
  }

  folderAt(moment: IMoment): IFolder {
    return this.files.at(moment);
  }

  /** The files whose texts differ between two moments, also those that were there at one of them alone. */
  changedBetween(from: IMoment, to: IMoment): IFile[] {
    const both = [...this.folderAt(to).files, ...this.folderAt(from).files];
    return both.filter(({ id }, index) => {
      const isFirst = both.findIndex(file => file.id === id) === index;
      const [before, after] = [this.textOf(id, from), this.textOf(id, to)];
      return isFirst && before !== null && after !== null && !before.eq(after);
    });
  }

  private _entries: readonly Entry[] | null = null;
  private readonly _places: ReadonlyMap<string, number>;
}
