/**
 * Decides what is drawn of a long output: its first and its last lines, until somebody asks for
 * all. A run of thousands of lines does not push the others far away.
 */
import { textOfSpans } from './run-screen';
import type { Part } from './run-screen';
import type { ISpan } from './terminal';

/** The number of rows above which output is folded, and how many are kept at each end. */
const MOST_ROWS = 60;
const END_ROWS = 20;

/** A longer line is wrapped, and counts as several. */
const ROW_LENGTH = 160;

/** The number of rows that a picture or a table counts as. */
const THING_ROWS = 10;

export interface IFold {
  readonly first: readonly Part[];
  /** Lines of all of it; null when nothing is hidden, and `first` is all. */
  readonly lines: number | null;
  readonly last: readonly Part[];
  /** Bytes that are left out somewhere in what is hidden. */
  readonly omitted: number;
}

export function foldOf(parts: readonly Part[]): IFold {
  const rows = parts.map(rowsOf);
  if (sum(rows) <= MOST_ROWS) {
    return { first: parts, lines: null, last: [], omitted: 0 };
  }
  const first: Part[] = [];
  let begun = 0;
  let cutAt = 0;
  let left = END_ROWS;
  while (left > 0 && rows[begun] <= left) {
    left -= rows[begun];
    first.push(parts[begun++]);
  }
  const middle = parts[begun];
  if (left > 0 && middle.kind === 'text') {
    cutAt = endOfRow(textOfSpans(middle.spans), left);
    first.push({ ...middle, spans: slice(middle.spans, 0, cutAt) });
  }
  const last: Part[] = [];
  left = END_ROWS;
  for (let at = parts.length - 1; at >= begun && left > 0; at--) {
    const part = parts[at];
    const from = at === begun ? cutAt : 0;
    if (part.kind !== 'text') {
      if (rows[at] <= left || last.length === 0) {
        last.unshift(part);
      }
      left -= rows[at];
      continue;
    }
    const text = textOfSpans(part.spans);
    const start = Math.max(from, startOfRows(text, left));
    last.unshift({ ...part, spans: slice(part.spans, start, text.length) });
    left -= rows[at];
  }
  const omitted = omittedIn(parts) - omittedIn(first) - omittedIn(last);
  return { first, lines: sum(parts.map(linesOf)), last, omitted };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

function omittedIn(parts: readonly Part[]): number {
  return sum(parts.map(part => (part.kind === 'gap' ? part.omitted : 0)));
}

function linesOf(part: Part): number {
  return part.kind === 'text' ? linesIn(textOfSpans(part.spans)).length : 1;
}

function rowsOf(part: Part): number {
  switch (part.kind) {
    case 'text':
      return sum(linesIn(textOfSpans(part.spans)).map(rowsOfLine));
    case 'gap':
      return 1;
    case 'images':
      return THING_ROWS * Math.max(1, part.text.split('\n').length - 1);
    case 'html':
      return THING_ROWS;
  }
}

/** Lines with their ends. */
function linesIn(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function rowsOfLine(line: string): number {
  return Math.max(1, Math.ceil(line.length / ROW_LENGTH));
}

/** Where the first so many rows end. */
function endOfRow(text: string, rows: number): number {
  let at = 0;
  for (let left = rows; left > 0 && at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    const used = rowsOfLine(text.slice(at, end));
    at = used <= left ? end : whole(text, at + left * ROW_LENGTH);
    left -= used;
  }
  return at;
}

/** Where the last so many rows begin. */
function startOfRows(text: string, rows: number): number {
  let at = text.length;
  for (let left = rows; left > 0 && at > 0;) {
    const start = text.lastIndexOf('\n', at - 2) + 1;
    const used = rowsOfLine(text.slice(start, at));
    at = used <= left ? start : whole(text, at - left * ROW_LENGTH);
    left -= used;
  }
  return at;
}

/** The same place, or one later where it would cut a character in two. */
export function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000 ? at + 1 : at;
}

export function slice(spans: readonly ISpan[], from: number, to: number): ISpan[] {
  const cut: ISpan[] = [];
  let start = 0;
  for (const span of spans) {
    const end = start + span.text.length;
    if (end > from && start < to) {
      const text = span.text.slice(Math.max(0, from - start), to - start);
      cut.push(text.length === span.text.length ? span : { ...span, text });
    }
    start = end;
  }
  return cut;
}
