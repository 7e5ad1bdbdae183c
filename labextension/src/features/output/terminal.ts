/**
 * Shows text that a program printed as a terminal would show it.
 *
 * A carriage return or a backspace goes back in the line, and what follows overwrites; a line can be
 * erased; colours go on until they are changed, also in another stream. Every other escape sequence
 * (moving about, titles, links, bells) and every other control character is left out. A sequence begins
 * with an escape: a single character of 0x80 to 0x9f is in a text by a wrong decoding, and takes nothing
 * behind it along. Anser knows what the numbers of colours and decorations mean.
 */
import Anser from 'anser';

/** Colours are `r, g, b`. Equal styles of one terminal are the same object. */
export interface ITextStyle {
  readonly color: string | null;
  readonly background: string | null;
  readonly decorations: readonly Anser.DecorationName[];
}

export interface ISpan {
  readonly text: string;
  readonly style: ITextStyle | null;
}

/* eslint-disable no-control-regex */
/** Anything but text, line breaks and tabs. */
const SPECIAL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;
const TEXT = /[^\x00-\x08\x0b-\x1f\x7f-\x9f]+/y;
/** Colours and erasing are of this kind. It may be cut off at the end of the text. */
const CSI = /\x1b\[([0-?]*)[ -/]*([@-~]|$)/y;
/** Titles, links and the like with their end, which is still to come at the end of the text. */
const STRING = /\x1b[\]PX^_][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\|$)/y;
const ESCAPE = /\x1b[ -/]*[0-~]?/y;
/* eslint-enable no-control-regex */

/** Characters of one sequence that are read. */
const MOST_PARAMETERS = 200;

export class Terminal {
  /** What is shown of a text. Colours stay as it leaves them. */
  write(text: string): ISpan[] {
    if (this._style === null && !SPECIAL.test(text)) {
      return text === '' ? [] : [{ text, style: null }];
    }
    const screen = new Screen();
    for (let at = 0; at < text.length;) {
      at = this._step(text, at, screen);
    }
    return screen.spans();
  }

  private _step(text: string, at: number, screen: Screen): number {
    const plain = match(TEXT, text, at);
    if (plain !== null) {
      screen.print(plain[0], this._style);
      return at + plain[0].length;
    }
    const sequence = match(CSI, text, at);
    if (sequence !== null) {
      const [whole, parameters, final] = sequence;
      if (final === 'm') {
        this._restyle(parameters);
      } else if (final === 'K') {
        screen.erase(parameters);
      }
      return at + whole.length;
    }
    const ignored = match(STRING, text, at) ?? match(ESCAPE, text, at);
    if (ignored !== null) {
      return at + ignored[0].length;
    }
    switch (text[at]) {
      case '\r':
        screen.goToStart();
        break;
      case '\b':
        screen.goBack();
        break;
      // Form feed, vertical tab and the next line of ISO 6429.
      case '\f':
      case '\v':
      case '\x85':
        screen.print('\n', this._style);
        break;
    }
    return at + 1;
  }

  private _restyle(parameters: string): void {
    const numbers = semicolons(shortened(parameters));
    const chunk = this._anser.processChunkJson(`${numbers}m`, {}, true);
    // Anser adds to this list for as long as nothing is taken off it.
    const decorations = [...new Set(chunk.decorations)];
    chunk.decorations.splice(0, Infinity, ...decorations);
    const { fg, bg } = chunk as { fg: string | null; bg: string | null };
    const key = JSON.stringify([fg, bg, decorations]);
    let style = this._styles.get(key);
    if (style === undefined) {
      const isPlain = fg === null && bg === null && decorations.length === 0;
      style = isPlain ? null : { color: fg, background: bg, decorations };
      this._styles.set(key, style);
    }
    this._style = style;
  }

  private readonly _anser = new Anser();
  private readonly _styles = new Map<string, ITextStyle | null>();
  private _style: ITextStyle | null = null;
}

/** All of a text as a terminal would show it, without its colours. */
export function plainText(text: string): string {
  return new Terminal()
    .write(text)
    .map(span => span.text)
    .join('');
}

/** The numbers of a sequence, without those beyond the most that a style needs. */
function shortened(parameters: string): string {
  return parameters.length <= MOST_PARAMETERS
    ? parameters
    : parameters.slice(0, Math.max(0, parameters.lastIndexOf(';', MOST_PARAMETERS)));
}

/** Numbers as Anser knows them: parts of one by semicolons, and no colours of underlines. */
function semicolons(parameters: string): string {
  return parameters
    .replace(/\b58(?:[;:]5[;:]\d*|;2(?:;\d*){3}|:2(?::\d*){3,4})/g, '')
    .replace(/\b([34]8):2:\d*:(\d+:\d+:\d+)/g, '$1:2:$2')
    .replace(/\b4:0\b/g, '24')
    .replace(/\b4:\d/g, '4')
    .replaceAll(':', ';')
    .replace(/^[;]+$/, '0');
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface ICell {
  text: string;
  style: ITextStyle | null;
}

const BLANK: ICell = { text: ' ', style: null };

/**
 * A line that is overwritten: a cell for each character, behind blanks that are only counted. What is
 * erased before the cursor, or never written, costs nothing however often that is done.
 */
class Cells {
  constructor(private _cells: ICell[]) {}

  /** The column behind the last cell. */
  get end(): number {
    return this._blanks + this._cells.length - this._first;
  }

  put(column: number, text: string, style: ITextStyle | null): void {
    if (column >= this.end && this._first === this._cells.length) {
      this._clear(column);
    }
    this._writeBlanks(column);
    this._cells[this._first + column - this._blanks] = { text, style };
  }

  eraseFrom(column: number): void {
    if (column <= this._blanks) {
      this._clear(Math.min(column, this._blanks));
    } else {
      this._cells.length = Math.min(this._cells.length, this._first + column - this._blanks);
    }
  }

  eraseBefore(column: number): void {
    const more = Math.min(column, this.end) - this._blanks;
    if (more > 0) {
      this._first += more;
      this._blanks += more;
    }
  }

  all(): ICell[] {
    const blanks = this._blanks > 0 ? [{ text: ' '.repeat(this._blanks), style: null }] : [];
    return [...blanks, ...this._cells.slice(this._first)];
  }

  /** Makes cells of the blanks from a column on. */
  private _writeBlanks(column: number): void {
    if (this._blanks - column > this._first) {
      // All of them, as it moves every cell.
      const blanks = new Array<ICell>(this._blanks).fill(BLANK);
      this._cells = [...blanks, ...this._cells.slice(this._first)];
      this._first = 0;
      this._blanks = 0;
    }
    while (column < this._blanks) {
      this._cells[--this._first] = BLANK;
      this._blanks--;
    }
  }

  private _clear(blanks: number): void {
    this._cells = [];
    this._first = 0;
    this._blanks = blanks;
  }

  /** The first cell that stands behind the blanks. */
  private _first = 0;
  private _blanks = 0;
}

/** Lines that are done, and one that may still be overwritten. */
class Screen {
  print(text: string, style: ITextStyle | null): void {
    for (let start = 0; start < text.length;) {
      const end = text.indexOf('\n', start) + 1;
      const part = text.slice(start, end === 0 ? text.length : end - 1);
      this._put(part, style);
      if (end === 0) {
        return;
      }
      this._endLine();
      start = end;
    }
  }

  goToStart(): void {
    this._column = 0;
  }

  goBack(): void {
    this._column = Math.max(0, (this._column ?? this._cellsOf().end) - 1);
  }

  /** To the end of the line, to its beginning, or all of it. */
  erase(parameters: string): void {
    const cells = this._cellsOf();
    const column = (this._column ??= cells.end);
    if (parameters === '' || parameters === '0') {
      cells.eraseFrom(column);
    } else if (parameters === '1') {
      cells.eraseBefore(column + 1);
    } else if (parameters === '2') {
      cells.eraseFrom(0);
    }
  }

  spans(): ISpan[] {
    this._flush();
    return this._done;
  }

  private _put(text: string, style: ITextStyle | null): void {
    if (text === '') {
      return;
    }
    if (this._cells === null && this._column === null) {
      this._pieces.push({ text, style });
      return;
    }
    const cells = this._cellsOf();
    let column = this._column ?? cells.end;
    for (const character of text) {
      cells.put(column++, character, style);
    }
    this._column = column;
  }

  /** The line as one cell for each character, from its first overwriting on. */
  private _cellsOf(): Cells {
    if (this._cells === null) {
      const cells = this._pieces.flatMap(({ text, style }) =>
        [...text].map(character => ({ text: character, style }))
      );
      this._pieces = [];
      this._cells = new Cells(cells);
    }
    return this._cells;
  }

  private _endLine(): void {
    this._flush();
    this._add({ text: '\n', style: null });
  }

  private _flush(): void {
    (this._cells?.all() ?? this._pieces).forEach(cell => this._add(cell));
    this._pieces = [];
    this._cells = null;
    this._column = null;
  }

  private _add({ text, style }: ICell): void {
    const last = this._done.at(-1);
    if (last !== undefined && (last.style === style || text === '\n')) {
      last.text += text;
    } else {
      this._done.push({ text, style });
    }
  }

  private readonly _done: ICell[] = [];
  /** The line until something of it is overwritten, and from then on. */
  private _pieces: ICell[] = [];
  private _cells: Cells | null = null;
  /** Null at the end of a line of which nothing was overwritten. */
  private _column: number | null = null;
}
