/**
 * Whether the text of a moment is the one that was live. Seals say so: hashes that the room has written
 * into the log meanwhile. Each is compared with the text here, and not with what the recording says of it.
 */
import type { IMoment } from './moments';
import type { Playback } from './playback';

export type Truth =
  /** A seal of this text holds, or one that follows from it, so it is the text that was live. */
  | { readonly kind: 'sealed'; readonly at: number }
  /** No seal has been made since the text was changed; the last one holds. */
  | { readonly kind: 'open'; readonly at: number | null }
  /** A seal says another text than the one that is shown. */
  | { readonly kind: 'broken'; readonly at: number }
  /** Something that was done before this moment cannot be read, and no seal after it holds. */
  | { readonly kind: 'gap' };

export class Truths {
  constructor(private readonly _playback: Playback) {
    const { seals } = _playback.recording;
    const broken = new Set(_playback.text.broken().map(({ seq, file }) => `${seq} ${file}`));
    for (const { seq, at, texts } of seals) {
      for (const { file } of texts) {
        const known = this._ofFile.get(file) ?? [];
        known.push({ seq, at, holds: !broken.has(`${seq} ${file}`) });
        this._ofFile.set(file, known);
      }
    }
    this.broken = broken.size;
  }

  /** How many seals do not hold. */
  readonly broken: number;

  of(file: string, { seq }: IMoment): Truth {
    const place = this._playback.placeOf(file);
    const seals = this._ofFile.get(place) ?? [];
    const last = seals.filter(one => one.seq <= seq).at(-1);
    const next = seals.find(one => one.seq > seq);
    if (last?.holds === false) {
      return { kind: 'broken', at: last.at };
    }
    if (next?.holds === true) {
      return { kind: 'sealed', at: next.at };
    }
    const lost = this._playback.recording.gaps.filter(
      ({ last: end, what }) => what !== 'event' && end > (last?.seq ?? 0)
    );
    if (lost.some(({ first }) => first <= seq)) {
      return { kind: 'gap' };
    }
    // What is lost behind this moment says nothing of it.
    if (next !== undefined && !lost.some(({ first }) => first < next.seq)) {
      return { kind: 'broken', at: next.at };
    }
    return this._isUnchangedSince(place, last?.seq, seq)
      ? { kind: 'sealed', at: last?.at ?? 0 }
      : { kind: 'open', at: last?.at ?? null };
  }

  private _isUnchangedSince(place: number, sealed: number | undefined, seq: number): boolean {
    if (sealed === undefined || place < 0) {
      return false;
    }
    const { text } = this._playback;
    const before = text.text(place, text.editsUpTo(sealed));
    return before.eq(text.text(place, text.editsUpTo(seq)));
  }

  private readonly _ofFile = new Map<number, { seq: number; at: number; holds: boolean }[]>();
}
