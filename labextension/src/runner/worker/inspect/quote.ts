/** Strings and property names as they stand inside a printed object. */

const SPECIAL: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '\\': '\\\\'
};

/** Control characters, lone surrogates and the backslash. */
const ESCAPED = /[\p{Cc}\p{Cs}\\]/gu;

/** In the quotes that need no escape: ' before " before `. */
export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes('`') && !text.includes('${')
        ? '`'
        : "'";
  const body = text.replace(ESCAPED, escapeUnit);
  return mark + (mark === "'" ? body.replace(/'/g, "\\'") : body) + mark;
}

export function quoteKey(key: string | symbol): string {
  if (typeof key === 'symbol') {
    return `[${String(key)}]`;
  }
  return /^[A-Za-z_][A-Za-z_0-9]*$/.test(key) ? key : quote(key);
}

function escapeUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code >= 0xd800) {
    return `\\u${code.toString(16)}`;
  }
  return SPECIAL[unit] ?? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
