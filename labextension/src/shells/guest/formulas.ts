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

const FIRST = 0xe000;
const PRIVATE = /[\uE000-\uF8FF]/g;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const PAIRS = [
  { begin: '\\\\(', end: '\\\\)', isBlock: false },
  { begin: '\\\\[', end: '\\\\]', isBlock: true },
  { begin: '\\(', end: '\\)', isBlock: false },
  { begin: '\\[', end: '\\]', isBlock: true }
] as const;

export function withFormulas(text: string): IMarkedText {
  const marker = new Marker();
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
  readonly formulas: IFormula[] = [];

  /** A paragraph with marks for its formulas. */
  mark(text: string): string {
    const missing = new Set<string>();
    const kept: string[] = [];
    let from = 0;
    let at = 0;
    while (at < text.length) {
      const end = codeEnd(text, at, missing);
      const found = end === null ? this._formulaAt(text, at, missing) : null;
      if (found !== null) {
        kept.push(text.slice(from, at), this._marked(found));
        from = at + found.source.length;
        at = from;
      } else {
        at = end ?? at + (text[at] === '\\' ? 2 : text.startsWith('$$', at) ? 2 : 1);
      }
    }
    return [...kept, text.slice(from)].join('');
  }

  private _marked(formula: IFormula): string {
    this.formulas.push(formula);
    return String.fromCharCode(FIRST + this.formulas.length - 1);
  }

  private _formulaAt(text: string, at: number, missing: Set<string>): IFormula | null {
    if (this.formulas.length >= MOST_FORMULAS || (text[at] !== '$' && text[at] !== '\\')) {
      return null;
    }
    const found = text[at] === '$' ? dollars(text, at, missing) : commands(text, at, missing);
    return found === null || found.tex.trim() === '' || found.tex.length > LONGEST ? null : found;
  }
}

/** Where a code span ends that begins here. Backticks that nothing closes are text. */
function codeEnd(text: string, at: number, missing: Set<string>): number | null {
  if (text[at] !== '`') {
    return null;
  }
  const [ticks] = /^`+/.exec(text.slice(at, at + 100)) ?? [''];
  const after = at + ticks.length;
  if (!missing.has(ticks)) {
    const runs = /`+/g;
    runs.lastIndex = after;
    for (let run = runs.exec(text); run !== null; run = runs.exec(text)) {
      if (run[0] === ticks) {
        return runs.lastIndex;
      }
    }
    missing.add(ticks);
  }
  return after;
}

function dollars(text: string, at: number, missing: Set<string>): IFormula | null {
  if (text[at + 1] === '$') {
    return between(text, at, { begin: '$$', end: '$$', isBlock: true }, missing);
  }
  let end = text.indexOf('$', at + 1);
  while (end > 0 && text[end - 1] === '\\') {
    end = text.indexOf('$', end + 1);
  }
  if (end < 0) {
    return null;
  }
  const tex = text.slice(at + 1, end);
  const isFormula = !/^\s|\s$/.test(tex) && !/\d/.test(text[end + 1] ?? '');
  return isFormula ? { source: text.slice(at, end + 1), tex, isBlock: false } : null;
}

function commands(text: string, at: number, missing: Set<string>): IFormula | null {
  const pair = PAIRS.find(({ begin }) => text.startsWith(begin, at));
  if (pair !== undefined) {
    return between(text, at, pair, missing);
  }
  const [begin, name] = /^\\begin\{([a-z]+\*?)\}/.exec(text.slice(at, at + 40)) ?? [];
  if (begin === undefined) {
    return null;
  }
  const found = between(text, at, { begin, end: `\\end{${name}}`, isBlock: true }, missing);
  return found && { ...found, tex: found.source };
}

function between(
  text: string,
  at: number,
  pair: { begin: string; end: string; isBlock: boolean },
  missing: Set<string>
): IFormula | null {
  const { begin, end, isBlock } = pair;
  const inside = at + begin.length;
  const last = missing.has(end) ? -1 : text.indexOf(end, inside);
  if (last < 0) {
    missing.add(end);
    return null;
  }
  return {
    source: text.slice(at, last + end.length),
    tex: text.slice(inside, last),
    isBlock
  };
}
