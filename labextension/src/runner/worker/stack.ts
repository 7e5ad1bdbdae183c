/**
 * Stacks as the author of the program should see them: their own lines as `solution.js:line:col`,
 * and neither the harness nor any `blob:` address.
 */

export interface IProgramFile {
  /** Where the worker loaded it from. */
  url: string;
  /** What its author knows it as, `solution.js`. */
  name: string;
}

/** A frame of V8 ("    at f (url:1:2)") or of SpiderMonkey and JavaScriptCore ("f@url:1:2"). */
const FRAME = /^\s+at .|^[^\s@]*@\S+:\d+:\d+$/;

const FOREIGN = /\b(?:blob|https?|file|wasm|data):|@/;

/** Splits a stack into its heading ("TypeError: x is null") and the frames worth showing. */
export function splitStack(
  stack: string,
  file: IProgramFile
): { heading: string; frames: string[] } {
  const lines = stack.split('\n');
  let first = lines.findIndex(line => FRAME.test(line));
  if (first === -1) {
    first = lines.length;
  }
  const heading = withoutUrl(lines.slice(0, first).join('\n'), file);
  const frames = lines.slice(first).filter(line => line.includes(file.url) || !FOREIGN.test(line));
  while (frames.length > 0 && !frames[frames.length - 1].includes(file.url)) {
    frames.pop();
  }
  return { heading, frames: frames.map(line => asFrame(withoutUrl(line, file))) };
}

/** Puts the name of the program's file where its address stands. */
export function withoutUrl(text: string, file: IProgramFile): string {
  return text.split(file.url).join(file.name);
}

function asFrame(line: string): string {
  const other = /^([^\s@]*)@(\S+)$/.exec(line);
  if (other === null) {
    return line;
  }
  return other[1] ? `    at ${other[1]} (${other[2]})` : `    at ${other[2]}`;
}
