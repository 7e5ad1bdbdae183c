/**
 * What a terminal would show of the text that a program printed.
 *
 * A carriage return or a backspace goes back in the line, and what follows overwrites; a line can be
 * erased; colours go on until they are changed, also in another stream. Every other escape sequence
 * (moving about, titles, links, bells) and every other control character is left out. Anser knows
 * what the numbers of colours and decorations mean.
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
const CSI = /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~]|$)/y;
/** Titles, links and the like, up to their end, or to the end of the line. */
const STRING =
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)?/y;
const ESCAPE = /\x1b[ -/]*[0-~]?/y;
/* eslint-enable no-control-regex */

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
    const chunk = this._anser.processChunkJson(`${semicolons(parameters)}m`, {}, true);
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
    this._column = this._line.length === 0 ? null : 0;
  }

  goBack(): void {
    this._column = Math.max(0, (this._column ?? this._cellsOf().length) - 1);
  }

  /** To the end of the line, to its beginning, or all of it. */
  erase(parameters: string): void {
    const cells = this._cellsOf();
    const column = this._column ?? cells.length;
    if (parameters === '' || parameters === '0') {
      cells.length = Math.min(cells.length, column);
    } else if (parameters === '1' || parameters === '2') {
      cells.fill(BLANK, 0, column + 1);
      cells.length = parameters === '2' ? 0 : cells.length;
      this._column = column;
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
    if (!this._isCells && this._column === null) {
      this._line.push({ text, style });
      return;
    }
    const cells = this._cellsOf();
    let column = this._column ?? cells.length;
    while (cells.length < column) {
      cells.push(BLANK);
    }
    for (const character of text) {
      cells[column++] = { text: character, style };
    }
    this._column = column < cells.length ? column : null;
  }

  /** The line as one cell for each character, from its first overwriting on. */
  private _cellsOf(): ICell[] {
    if (!this._isCells) {
      this._isCells = true;
      this._line = this._line.flatMap(({ text, style }) =>
        [...text].map(character => ({ text: character, style }))
      );
    }
    return this._line;
  }

  private _endLine(): void {
    this._flush();
    this._add({ text: '\n', style: null });
  }

  private _flush(): void {
    this._line.forEach(cell => this._add(cell));
    this._line = [];
    this._isCells = false;
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
  private _line: ICell[] = [];
  private _isCells = false;
  /** Null at the end of the line. */
  private _column: number | null = null;
}
