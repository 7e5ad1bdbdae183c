/** `console.table`: rows of an array, an object, a Map or a Set in a frame of lines, as in Node. */
import { inspect } from './inspect';

const INDEX = '(index)';
const ITERATION = '(iteration index)';
const KEY = 'Key';
const VALUES = 'Values';

/** The table as text; null for what is no table: a number, say. */
export function table(value: unknown, columns: unknown): string | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const print = (item: unknown): string => {
    const isBig = typeof item === 'object' && item !== null && Object.keys(item).length > 2;
    const depth = isBig && !Array.isArray(item) ? -1 : 0;
    return inspect(item, { maxArrayLength: 3, breakLength: Infinity, depth });
  };
  const wanted = Array.isArray(columns) ? columns.map(String) : null;
  const head: string[] = [...(wanted ?? [])];
  const rows: Map<string, string>[] = [];
  let hasValues = false;
  const cell = (row: Map<string, string>, column: string, text: string): void => {
    if (!head.includes(column)) {
      head.push(column);
    }
    row.set(column, text);
  };
  const { first, entries } = rowsOf(value);
  for (const [label, item, key] of entries) {
    const row = new Map([[first, label]]);
    rows.push(row);
    if (key !== undefined) {
      cell(row, KEY, print(key.value));
    }
    if (typeof item === 'object' && item !== null && key === undefined) {
      for (const name of wanted ?? Object.keys(item)) {
        if (Object.hasOwn(item, name)) {
          cell(row, name, print((item as Record<string, unknown>)[name]));
        }
      }
    } else {
      hasValues = wanted === null;
      row.set(VALUES, print(item));
    }
  }
  return draw([first, ...head, ...(hasValues ? [VALUES] : [])], rows);
}

type Row = [label: string, item: unknown, key?: { value: unknown }];

function rowsOf(value: object): { first: string; entries: Row[] } {
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)];
    return {
      first: ITERATION,
      entries: entries.map(([key, item], at) => [String(at), item, { value: key }])
    };
  }
  if (value instanceof Set) {
    const items = [...(value as Set<unknown>)];
    return { first: ITERATION, entries: items.map((item, at) => [String(at), item]) };
  }
  return { first: INDEX, entries: Object.entries(value).map(([key, item]) => [key, item]) };
}

function draw(head: string[], rows: Map<string, string>[]): string {
  const widths = head.map(
    name => Math.max(width(name), ...rows.map(row => width(row.get(name) ?? ''))) + 2
  );
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map(length => '─'.repeat(length)).join(middle) + right;
  const cells = (texts: string[]): string =>
    `│${texts.map((text, at) => ` ${text}`.padEnd(widths[at] - width(text) + text.length)).join('│')}│`;
  return [
    line('┌', '┬', '┐'),
    cells(head),
    line('├', '┼', '┤'),
    ...rows.map(row => cells(head.map(name => row.get(name) ?? ''))),
    line('└', '┴', '┘')
  ].join('\n');
}

/** Columns that a text takes; wide characters take two. */
function width(text: string): number {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    sum += /\p{Mn}/u.test(character) ? 0 : isWide(code) ? 2 : 1;
  }
  return sum;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff)
  );
}
