/** Reads SQL as far as is needed to find places in it: SQLite tells none of its errors. */

export interface IToken {
  kind: 'word' | 'quoted' | 'number' | 'sign';
  text: string;
  start: number;
  end: number;
}

const BLANK = /[ \t\n\f\r]/;
const BLANKS = /(?:[ \t\n\f\r]+|--[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))*/y;
const TOKEN = new RegExp(
  [
    /(?<quoted>[xX]?'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$))/,
    /(?<number>(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?[\w$]*)/,
    /(?<word>[?@:#$]?[\w$\u0080-\uffff]+)/,
    /(?:->>|->|\|\||<<|>>|<=|>=|<>|==|!=|[^])/
  ]
    .map(({ source }) => source)
    .join('|'),
  'y'
);

/** Where the next thing stands that is neither blank nor a comment. */
export function afterBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}

/** The tokens from here on, as SQLite would read them. */
export function* tokens(text: string, from: number): Generator<IToken> {
  for (let at = afterBlanks(text, from); at < text.length; at = afterBlanks(text, at)) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (found === null) {
      return;
    }
    const { quoted, number, word } = found.groups ?? {};
    const kind =
      quoted !== undefined
        ? 'quoted'
        : number !== undefined
          ? 'number'
          : word !== undefined
            ? 'word'
            : 'sign';
    const start = at;
    at = TOKEN.lastIndex;
    yield { kind, text: found[0], start, end: at };
  }
}

/** True where only blanks stand before it on its line. */
export function beginsLine(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && text[before] !== '\n' && BLANK.test(text[before])) {
    before--;
  }
  return before < 0 || text[before] === '\n';
}

/** A name without its quotes. */
export function nameOf({ kind, text }: IToken): string {
  if (kind !== 'quoted') {
    return text;
  }
  const quote = text[0] === '[' ? ']' : text[0];
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

const WRITES: ReadonlyMap<string, string> = new Map([
  ['INSERT', 'inserted'],
  ['REPLACE', 'inserted'],
  ['UPDATE', 'updated'],
  ['DELETE', 'deleted']
]);

/** What the statement does to rows, in one word; null where it does nothing to any. */
export function changeOf(statement: string): string | null {
  let depth = 0;
  let isFirst = true;
  for (const { kind, text } of tokens(statement, 0)) {
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    const word = kind === 'word' ? text.toUpperCase() : '';
    if (isFirst && word !== 'WITH') {
      return WRITES.get(word) ?? null;
    }
    isFirst = false;
    if (depth === 0 && (WRITES.has(word) || word === 'SELECT')) {
      return WRITES.get(word) ?? null;
    }
  }
  return null;
}

/** Line and column of a place in the text, both counted from 1. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - start + 1 };
}
