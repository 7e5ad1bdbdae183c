/** CSV as RFC 4180 has it, and with semicolons or tabs where its first line has no comma. */

/** Why a text is no table. */
export class NoTable extends Error {}

const SEPARATORS = [',', ';', '\t'];

/** Rows of values; the first are the names. Lines without anything are left out. */
export function readDelimited(text: string, given: string | null): string[][] {
  const content = text.replace(/^\ufeff/, '');
  const rows = rowsOf(content, given ?? separatorOf(content));
  if (rows.length === 0) {
    throw new NoTable('it is empty');
  }
  return rows;
}

function separatorOf(text: string): string {
  const [first] = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .replace(/^[\r\n]+/, '')
    .split('\n', 1);
  return SEPARATORS.find(each => first.includes(each)) ?? ',';
}

function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = text[at] === '"' ? inQuotes(text, at) : { value: '', end: at };
    let end = quoted.end;
    while (end < text.length && text[end] !== separator && text[end] !== '\n') {
      end++;
    }
    const isLast = text[end] !== separator;
    const rest = text.slice(quoted.end, end);
    row.push(quoted.value + (isLast ? rest.replace(/\r$/, '') : rest));
    at = end + 1;
    if (!isLast && at === text.length) {
      row.push('');
    }
    if (isLast || at === text.length) {
      if (row.length > 1 || row[0] !== '') {
        rows.push(row);
      }
      row = [];
    }
  }
  return rows;
}

function inQuotes(text: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      const line = text.slice(0, start).split('\n').length;
      throw new NoTable(`the quote in line ${line} does not end`);
    }
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      return { value, end: quote + 1 };
    }
    value += '"';
    at = quote + 2;
  }
}
