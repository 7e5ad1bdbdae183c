/**
 * Keeps the beginning and the end of output that is too long, and how much was left out between
 * them. Counted in UTF-8 bytes; no character is cut in two, and what is one thing (a table) is kept
 * whole or not at all. `session/output.py` counts alike.
 *
 * Output is counted in three places: in the worker, so that a flood costs few messages; in the
 * frame, because the worker holds user code; and on the page, because the frame is not trusted.
 */
import { cutToBytes, utf8Length, withoutBytes } from './utf8';
import type { IOutput, OutputStream } from './types';

/**
 * The bytes that every further piece counts beside its text, so that many tiny pieces are bounded
 * too.
 */
export const PIECE_BYTES = 32;

/** An end begins with a whole line, where its first one is not longer than this. */
const LINE_LENGTH = 2000;

/** Each piece of these streams is a thing of its own. */
export function isWhole(stream: OutputStream): boolean {
  return stream === 'display' || stream === 'value';
}

export function sizeOfOutput({ text, html }: IOutput): number {
  return utf8Length(text) + (html === undefined ? 0 : utf8Length(html));
}

/** Whether `more` is the same piece going on. */
export function joins(last: IOutput | undefined, more: IOutput): last is IOutput {
  return last?.stream === more.stream && !isWhole(more.stream) && !more.omitted;
}

/** Puts a piece at the end of a list. */
export function append(outputs: readonly IOutput[], more: IOutput): IOutput[] {
  const last = outputs.at(-1);
  return joins(last, more)
    ? [...outputs.slice(0, -1), { ...last, text: last.text + more.text }]
    : [...outputs, more];
}

/** The newest output, of at most `limit` bytes; what is older is counted and let go. */
export class OutputTail {
  constructor(private _limit: number) {}

  /** Bytes that it holds. */
  get size(): number {
    return this._size;
  }

  /** What is missing before a piece stays told there, where older output is held. */
  add({ omitted = 0, ...plain }: IOutput): void {
    const piece: IOutput = omitted === 0 ? plain : { ...plain, omitted };
    const last = this._pieces.at(-1);
    const size = sizeOfOutput(piece);
    if (joins(last, piece)) {
      // Short, so that cutting and joining stay cheap.
      if (last.text.length < SHORT) {
        last.text += piece.text;
      } else {
        this._pieces.push(piece);
      }
      this._size += size;
    } else {
      this._pieces.push(piece);
      this._size += size + PIECE_BYTES;
    }
    // Not at every piece: cutting has a price.
    if (this._size > this._limit * 2) {
      this._cut();
    }
  }

  /** All that it holds; it holds nothing afterwards. */
  take(): IOutput[] {
    this._cut();
    const pieces = this._pieces.reduce<IOutput[]>(joined, []);
    const omitted = this._omitted + (pieces[0]?.omitted ?? 0);
    this._pieces = [];
    this._size = 0;
    this._omitted = 0;
    return withoutTornLines(omitted === 0 ? pieces : begunWhole(pieces, omitted));
  }

  private _cut(): void {
    let gone = 0;
    while (this._size > this._limit && gone < this._pieces.length) {
      const first = this._pieces[gone];
      const size = sizeOfOutput(first);
      const text = isWhole(first.stream) ? '' : withoutBytes(first.text, this._size - this._limit);
      const left = text === '' ? 0 : utf8Length(text);
      this._omitted += (first.omitted ?? 0) + size - left;
      first.omitted = 0;
      this._size -= size - left;
      if (left > 0) {
        first.text = text;
      } else {
        gone++;
        const next = this._pieces[gone] as IOutput | undefined;
        this._size -= next !== undefined && joins(first, next) ? 0 : PIECE_BYTES;
      }
    }
    this._pieces.splice(0, gone);
  }

  private _pieces: IOutput[] = [];
  private _size = 0;
  private _omitted = 0;
}

const SHORT = 4096;

function joined(pieces: IOutput[], more: IOutput): IOutput[] {
  const last = pieces.at(-1);
  if (joins(last, more)) {
    last.text += more.text;
  } else {
    pieces.push({ ...more });
  }
  return pieces;
}

/** The pieces from the first whole line or thing on; the first says what is not there. */
export function begunWhole(pieces: IOutput[], omitted: number): IOutput[] {
  while (pieces.length > 0) {
    const first = pieces[0];
    const text = isWhole(first.stream) ? first.text : fromNextLine(first);
    omitted += utf8Length(first.text) - utf8Length(text);
    if (text !== '' || first.html !== undefined) {
      return [{ ...first, text, omitted }, ...pieces.slice(1)];
    }
    pieces = pieces.slice(1);
    omitted += pieces[0]?.omitted ?? 0;
  }
  return [{ stream: 'stdout', text: '', omitted }];
}

/** Without what is left of one line between two gaps, which would look like a printed line. */
export function withoutTornLines(pieces: IOutput[]): IOutput[] {
  const kept: IOutput[] = [];
  let dropped = 0;
  for (const [at, piece] of pieces.entries()) {
    const omitted = (piece.omitted ?? 0) + dropped;
    if (omitted > 0 && (pieces[at + 1]?.omitted ?? 0) > 0 && isPartOfLine(piece)) {
      dropped = omitted + utf8Length(piece.text);
    } else {
      kept.push(dropped === 0 ? piece : { ...piece, omitted });
      dropped = 0;
    }
  }
  return kept;
}

function isPartOfLine({ stream, text }: IOutput): boolean {
  const isText = stream !== 'image' && !isWhole(stream);
  return isText && text.length <= LINE_LENGTH && !text.includes('\n');
}

function fromNextLine({ stream, text }: IOutput): string {
  const end = text.indexOf('\n') + 1;
  if (stream === 'image') {
    return end === 0 ? '' : text.slice(end);
  }
  return end === 0 || end === text.length || end > LINE_LENGTH ? text : text.slice(end);
}

/** A limit of which one half is for the beginning and the rest for the end. */
export class OutputEnds {
  constructor(private _limit: number) {
    this._room = Math.floor(_limit / 2);
  }

  /** Something had to be left out. */
  get truncated(): boolean {
    return this._truncated;
  }

  /** What of a piece belongs to the beginning and may be shown now. */
  add(piece: IOutput): IOutput | null {
    this._truncated ||= (piece.omitted ?? 0) > 0;
    if (this._tail !== null) {
      this._tail.add(piece);
      return null;
    }
    const overhead = this._last === null || joins(this._last, piece) ? 0 : PIECE_BYTES;
    const size = sizeOfOutput(piece);
    this._last = piece;
    if (size + overhead <= this._room) {
      this._room -= size + overhead;
      return piece;
    }
    const text = isWhole(piece.stream) ? '' : cutToBytes(piece.text, this._room - overhead);
    const kept = utf8Length(text);
    this._tail = new OutputTail(Math.ceil(this._limit / 2) + this._room - kept - overhead);
    if (text === '') {
      this._tail.add(piece);
      return null;
    }
    this._tail.add({ ...piece, text: piece.text.slice(text.length), omitted: 0 });
    return { ...piece, text };
  }

  /** The end of it, once there is no more. */
  rest(): IOutput[] {
    const pieces = this._tail?.take() ?? [];
    this._tail = null;
    this._truncated ||= pieces.some(({ omitted = 0 }) => omitted > 0);
    return pieces;
  }

  private _room: number;
  private _last: IOutput | null = null;
  private _tail: OutputTail | null = null;
  private _truncated = false;
}
