/**
 * Where formulas in LaTeX stand in Markdown: between `$`, `$$`, `\(` and `\)`, `\[` and `\]` (also with
 * two backslashes, as JupyterLab has it), or in an environment. Code is left as it is, and so are prices:
 * what `$` opens begins and ends without a space, and no digit follows it, as in pandoc.
 *
 * A formula ends in its paragraph. All is found in one pass, whatever a stranger has written.
 */

export interface IFormula {
  /** What stood in the text. */
  readonly source: string;
  readonly tex: string;
  /** On lines of its own. */
  readonly isBlock: boolean;
}

export interface IMarkedText {
  /** With one character of the private area of Unicode for each formula. */
  readonly text: string;
  readonly formulas: readonly IFormula[];
}

const MOST_FORMULAS = 1000;
/** Of one formula, in characters. A longer one stays as it was written. */
const LONGEST = 4000;
/** The most names of environments in a paragraph whose ends are looked for. */
const MOST_ENVIRONMENTS = 100;

const FIRST = 0xe000;
/** No mark of a formula: there are fewer of them. */
export const PRICE = '\uF8FF';
/** What stands for itself, behind a backslash or not. */
const DOLLARS = /^\\?(\$+)$/;
const PRIVATE = /[\uE000-\uF8FF]/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const PAIRS = [
  { begin: '\\\\(', end: '\\\\)', isBlock: false },
  { begin: '\\\\[', end: '\\\\]', isBlock: true },
  { begin: '\\(', end: '\\)', isBlock: false },
  { begin: '\\[', end: '\\]', isBlock: true }
] as const;

export function withFormulas(text: string): IMarkedText {
  return marked(text, new Marker(null));
}

/** The text with `PRICE` for each dollar that stands for itself, outside of code; its formulas are as they were. */
export function withPrices(text: string): string {
  const { text: found, formulas } = marked(text, new Marker(PRICE));
  return unmarked(found, formulas);
}

function marked(text: string, marker: Marker): IMarkedText {
  let fence: string | null = null;
  let paragraph: string[] = [];
  const lines: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) {
      lines.push(marker.mark(paragraph.join('\n')));
      paragraph = [];
    }
  };
  for (const line of text.replace(PRIVATE, '\uFFFD').split('\n')) {
    const found: string | undefined = FENCE.exec(line)?.[1];
    if (fence !== null) {
      const isEnd: boolean = found?.startsWith(fence) === true && line.trim() === found;
      fence = isEnd ? null : fence;
      lines.push(line);
    } else if (found !== undefined || line.trim() === '') {
      flush();
      fence = found ?? null;
      lines.push(line);
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return { text: lines.join('\n'), formulas: marker.formulas };
}

/** Texts and formulas by turns, out of a piece of a marked text. */
export function partsOf(piece: string, formulas: readonly IFormula[]): (string | IFormula)[] {
  return piece
    .split(/([\uE000-\uF8FF])/)
    .map(part => formulaOf(part, formulas) ?? part)
    .filter(part => part !== '');
}

/** The piece as it was before formulas were marked, for what turns out to be no text. */
export function unmarked(piece: string, formulas: readonly IFormula[]): string {
  return piece.replace(PRIVATE, mark => formulaOf(mark, formulas)?.source ?? mark);
}

function formulaOf(mark: string, formulas: readonly IFormula[]): IFormula | undefined {
  return PRIVATE.test(mark)
    ? formulas[mark.charCodeAt((PRIVATE.lastIndex = 0)) - FIRST]
    : undefined;
}

class Marker {
  /** `price` is written for a dollar that stands for itself; null leaves it. */
  constructor(private _price: string | null) {}

  readonly formulas: IFormula[] = [];

  /** A paragraph with marks for its formulas. */
  mark(text: string): string {
    const ends = new Ends(text);
    const kept: string[] = [];
    let from = 0;
    let at = 0;
    while (at < text.length) {
      const end = codeEnd(text, at, ends);
      const found = end === null ? this._formulaAt(text, at, ends) : null;
      if (found !== null) {
        kept.push(text.slice(from, at), this._marked(found));
        from = at + found.source.length;
        at = from;
      } else {
        const next = end ?? at + (text[at] === '\\' ? 2 : text.startsWith('$$', at) ? 2 : 1);
        const dollars =
          this._price === null || end !== null ? null : DOLLARS.exec(text.slice(at, next));
        if (dollars !== null) {
          kept.push(text.slice(from, at), this._price!.repeat(dollars[1].length));
          from = next;
        }
        at = next;
      }
    }
    return [...kept, text.slice(from)].join('');
  }

  private _marked(formula: IFormula): string {
    this.formulas.push(formula);
    return String.fromCharCode(FIRST + this.formulas.length - 1);
  }

  private _formulaAt(text: string, at: number, ends: Ends): IFormula | null {
    if (this.formulas.length >= MOST_FORMULAS || (text[at] !== '$' && text[at] !== '\\')) {
      return null;
    }
    const found = text[at] === '$' ? dollars(text, at, ends) : commands(text, at, ends);
    return found === null || found.tex.trim() === '' || found.tex.length > LONGEST ? null : found;
  }
}

/**
 * Where the ends of formulas and of code are in a paragraph. Each is looked for once, however many begin
 * before it. Who asks goes through the paragraph and never back.
 */
class Ends {
  constructor(private _text: string) {}

  /** Where this text is next; negative where it is not any more. */
  next(end: string, from: number): number {
    return this._known(end, from, () => this._text.indexOf(end, from));
  }

  /** Where the end of an environment is next. Of many environments most have no end. */
  environment(end: string, from: number): number {
    if (!this._next.has(end) && ++this._environments > MOST_ENVIRONMENTS) {
      return -1;
    }
    return this.next(end, from);
  }

  /** Where a dollar is next that stands for itself. */
  dollar(from: number): number {
    return this._known('$', from, () => {
      let end = this._text.indexOf('$', from);
      while (end > 0 && this._text[end - 1] === '\\') {
        end = this._text.indexOf('$', end + 1);
      }
      return end;
    });
  }

  /** Behind the next backticks that are as many as these; null where there are none. */
  backticks(ticks: string, from: number): number | null {
    this._backticks ??= backticksIn(this._text);
    const places = this._backticks.get(ticks) ?? [];
    while (places.length > 0 && places[places.length - 1] <= from) {
      places.pop();
    }
    return places.at(-1) ?? null;
  }

  private _known(end: string, from: number, find: () => number): number {
    const known = this._next.get(end);
    if (known !== undefined && (known < 0 || known >= from)) {
      return known;
    }
    const found = find();
    this._next.set(end, found);
    return found;
  }

  private _next = new Map<string, number>();
  private _environments = 0;
  /** The ends of all backticks that stand together, the last ones first. */
  private _backticks: Map<string, number[]> | null = null;
}

function backticksIn(text: string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const { 0: ticks, index } of [...text.matchAll(/`+/g)].reverse()) {
    const known = places.get(ticks) ?? [];
    known.push(index + ticks.length);
    places.set(ticks, known);
  }
  return places;
}

/** Where a code span ends that begins here. Backticks that nothing closes are text. */
function codeEnd(text: string, at: number, ends: Ends): number | null {
  if (text[at] !== '`') {
    return null;
  }
  let after = at + 1;
  while (text[after] === '`') {
    after++;
  }
  return ends.backticks(text.slice(at, after), after) ?? after;
}

function dollars(text: string, at: number, ends: Ends): IFormula | null {
  if (text[at + 1] === '$') {
    return between(text, at, { begin: '$$', end: '$$', isBlock: true }, ends.next('$$', at + 2));
  }
  const end = ends.dollar(at + 1);
  if (end < 0) {
    return null;
  }
  const tex = text.slice(at + 1, end);
  const isFormula = !/^\s|\s$/.test(tex) && !/\d/.test(text[end + 1] ?? '');
  return isFormula ? { source: text.slice(at, end + 1), tex, isBlock: false } : null;
}

function commands(text: string, at: number, ends: Ends): IFormula | null {
  const pair = PAIRS.find(({ begin }) => text.startsWith(begin, at));
  if (pair !== undefined) {
    return between(text, at, pair, ends.next(pair.end, at + pair.begin.length));
  }
  const [begin, name] = /^\\begin\{([a-z]+\*?)\}/.exec(text.slice(at, at + 40)) ?? [];
  if (begin === undefined) {
    return null;
  }
  const end = `\\end{${name}}`;
  const last = ends.environment(end, at + begin.length);
  const found = between(text, at, { begin, end, isBlock: true }, last);
  return found && { ...found, tex: found.source };
}

/** A formula that begins and ends there. */
function between(
  text: string,
  at: number,
  { begin, end, isBlock }: { begin: string; end: string; isBlock: boolean },
  last: number
): IFormula | null {
  return last < 0
    ? null
    : {
        source: text.slice(at, last + end.length),
        tex: text.slice(at + begin.length, last),
        isBlock
      };
}
