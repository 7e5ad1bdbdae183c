/** Puts a syntax error's place before it, in the form of the other errors: `solution.js:2:9`. */

export function placeSyntaxError(code: string, sentence: string, place: string | null): string {
  const found = /^(\d+):(\d+)$/.exec(place ?? '');
  if (found === null) {
    return sentence;
  }
  const [line, column] = [Number(found[1]), Number(found[2])];
  const text = code.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1] ?? '';
  const shown =
    text.length > 120 ? [] : [text, `${text.slice(0, column - 1).replace(/\S/g, ' ')}^`];
  return [`solution.js:${line}:${column}`, ...shown, sentence].join('\n');
}
