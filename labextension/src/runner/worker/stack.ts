/**
 * Stacks as the author of the program should see them: their own lines as `solution.js:line:col`,
 * and neither the harness nor any `blob:` address.
 */

const FILE_NAME = 'solution.js';

/** A frame of V8 ("    at f (url:1:2)") or of SpiderMonkey and JavaScriptCore ("f@url:1:2"). */
const FRAME = /^\s+at .|^[^\s@]*@\S+:\d+:\d+$/;

const FOREIGN = /\b(?:blob|https?|file|wasm|data):|@/;

/** Splits a stack into its heading ("TypeError: x is null") and the frames worth showing. */
export function splitStack(stack: string, userUrl: string): { heading: string; frames: string[] } {
  const lines = stack.split('\n');
  let first = lines.findIndex(line => FRAME.test(line));
  if (first === -1) {
    first = lines.length;
  }
  const heading = withoutUrl(lines.slice(0, first).join('\n'), userUrl);
  const frames = lines.slice(first).filter(line => line.includes(userUrl) || !FOREIGN.test(line));
  while (frames.length > 0 && !frames[frames.length - 1].includes(userUrl)) {
    frames.pop();
  }
  return { heading, frames: frames.map(line => asFrame(withoutUrl(line, userUrl))) };
}

/** Puts the name of the program's file where its address stands. */
export function withoutUrl(text: string, userUrl: string): string {
  return text.split(userUrl).join(FILE_NAME);
}

function asFrame(line: string): string {
  const other = /^([^\s@]*)@(\S+)$/.exec(line);
  if (other === null) {
    return line;
  }
  return other[1] ? `    at ${other[1]} (${other[2]})` : `    at ${other[2]}`;
}
