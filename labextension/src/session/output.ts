/**
 * What a run prints, as the book of runs keeps it: the beginning as it came, and of output that is
 * too long the newest part besides.
 */
import type { IOutput } from '../contract/protocol';
import {
  append,
  begunWhole,
  isWhole,
  joins,
  PIECE_BYTES,
  sizeOfOutput,
  withoutTornLines
} from '../runner/output-ends';
import { cutToBytes, utf8Length, withoutBytes } from '../runner/utf8';

/** Outputs, and what they count of the limit. */
export interface IPrinted {
  readonly outputs: readonly IOutput[];
  readonly bytes: number;
}

/** With a piece at the end. */
export function printed({ outputs, bytes }: IPrinted, more: IOutput): IPrinted {
  const appended = append(outputs, more);
  const isFurther = appended.length > outputs.length && outputs.length > 0;
  return { outputs: appended, bytes: bytes + sizeOfOutput(more) + (isFurther ? PIECE_BYTES : 0) };
}

/** The newest output, of at most `limit` bytes; what is older is counted and let go. */
export interface ITail {
  readonly limit: number;
  readonly pieces: readonly IOutput[];
  readonly bytes: number;
  readonly omitted: number;
}

export function emptyTail(limit: number): ITail {
  return { limit: Math.max(0, limit), pieces: [], bytes: 0, omitted: 0 };
}

/** What is missing before a piece stays told there, where older output is held. */
export function withTail(tail: ITail, piece: IOutput): ITail {
  const goesOn = joins(tail.pieces.at(-1), piece);
  let cut: ITail = {
    ...tail,
    pieces: append(tail.pieces, piece),
    bytes: tail.bytes + sizeOfOutput(piece) + (goesOn ? 0 : PIECE_BYTES)
  };
  while (cut.bytes > cut.limit && cut.pieces.length > 0) {
    cut = withoutBeginning(cut, cut.bytes - cut.limit);
  }
  return cut;
}

/** What is left of it, beginning with a whole line or thing. */
export function piecesOf({ pieces, omitted: gone }: ITail): IOutput[] {
  const omitted = gone + (pieces[0]?.omitted ?? 0);
  return withoutTornLines(omitted === 0 ? [...pieces] : begunWhole([...pieces], omitted));
}

/** Text that comes whole, as the pieces that are kept of it. */
export function endsOf(text: string, limit: number): IOutput[] {
  if (utf8Length(text) <= limit) {
    return text === '' ? [] : [{ stream: 'stdout', text }];
  }
  const head = cutToBytes(text, Math.floor(limit / 2));
  const rest = emptyTail(limit - utf8Length(head));
  const tail = withTail(rest, { stream: 'stdout', text: text.slice(head.length) });
  return [{ stream: 'stdout', text: head }, ...piecesOf(tail)];
}

function withoutBeginning(tail: ITail, excess: number): ITail {
  const [first, ...others] = tail.pieces;
  const text = isWhole(first.stream) ? '' : withoutBytes(first.text, excess);
  const gone = sizeOfOutput(first) - utf8Length(text);
  const omitted = tail.omitted + (first.omitted ?? 0) + gone;
  const bytes = tail.bytes - gone;
  if (text !== '') {
    return { ...tail, pieces: [{ stream: first.stream, text }, ...others], bytes, omitted };
  }
  return { ...tail, pieces: others, bytes: bytes - PIECE_BYTES, omitted };
}
