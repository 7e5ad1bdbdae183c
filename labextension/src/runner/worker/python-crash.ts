/**
 * A Python interpreter that dies: of a bad pointer, or because C code recursed until the browser's
 * stack was full, which Python cannot see coming and cannot catch there.
 *
 * Pyodide prints the stack of such a death as if the program had printed it; here it is kept back
 * and becomes part of the error.
 */
import type { IPyodide } from './boot-python';
import type { Write } from './console';
import type { OutputWriter } from './output-writer';

export interface IDeath {
  state: 'error' | 'crashed';
  error: string;
}

const OWN_FRAME = /^ *File "solution\.py", line \d+/;
const MAX_FRAMES = 8;

/** Calls `onDeath` when the interpreter dies, and returns the function to print with. */
export function watchForCrash(
  pyodide: IPyodide,
  writer: OutputWriter,
  onDeath: (death: IDeath) => void
): Write {
  const api = pyodide._api;
  const die = api.fatal_error.bind(api);
  let dying = false;
  let stack = '';
  api.fatal_error = error => {
    dying = true;
    die(error);
  };
  api.on_fatal = error => onDeath(describeCrash(error, stack));
  return (stream, text, html) => {
    if (dying) {
      stack += text;
    } else {
      writer.write(stream, text, html);
    }
  };
}

/** `stack` is what `faulthandler` wrote, the innermost frame first. */
export function describeCrash(error: unknown, stack: string): IDeath {
  const frames = stack.split('\n').filter(line => OWN_FRAME.test(line));
  const shown = frames.slice(0, MAX_FRAMES).reverse();
  const traceback = [
    ...(shown.length > 0 ? ['Traceback (most recent call last):'] : []),
    ...(frames.length > shown.length ? ['  [Older calls are left out]'] : []),
    ...shown.map(line => line.replace(/ in (?=\S+$)/, ', in '))
  ];
  const reason = reasonOf(error);
  const isRecursion = /call stack|too much recursion/i.test(reason);
  const sentence = isRecursion
    ? 'RecursionError: the calls went deeper than the sandbox can bear'
    : `The Python interpreter crashed: ${reason}`;
  return { state: isRecursion ? 'error' : 'crashed', error: [...traceback, sentence].join('\n') };
}

/** The last line of an error's message: of a Python traceback, the one that names the error. */
export function reasonOf(error: unknown): string {
  const text = String(error instanceof Error ? error.message : error).trim();
  return text.slice(text.lastIndexOf('\n') + 1).slice(0, 500);
}
