/**
 * Stacks as the author of the program should see them: what went wrong, then their own lines as
 * `solution.js:line:col`, and neither the harness nor any `blob:` address.
 *
 * Three engines write three kinds of stacks. V8 begins with "Name: message" and goes on with
 * "    at f (url:1:2)". SpiderMonkey ("f@url:1:2") and JavaScriptCore ("module code@url:1:2") write
 * frames only, so name and message come from the error itself. All are told in V8's form.
 */

export interface IPosition {
  line: number;
  /** Counted from 1, like lines. */
  column: number;
}

export interface IProgramFile {
  /** Where the worker loaded it from. */
  url: string;
  /** What its author knows it as, `solution.js`. */
  name: string;
  /** Where a position of the loaded script is in the author's text; the same where it is absent. */
  place?: (position: IPosition) => IPosition;
  /** Other files of the program, each with an address of its own that is no part of another's. */
  others?: IProgramFile[];
}

export interface IStack {
  /** "TypeError: x is null"; null where the engine does not write it. */
  heading: string | null;
  /** The frames worth showing. */
  frames: string[];
}

/** The function that holds a program which is no module; nobody need see it. */
export const WRAPPER = '__interviewProgram';

/** As Node: deeper stacks are cut. */
const MOST_FRAMES = 10;

const V8_FRAME = /^\s+at /;

/**
 * Of the other two: a name that may hold blanks, an address, and a place, `[native code]`, or nothing
 * for a constructor that nobody wrote.
 */
const OTHER_FRAME =
  /^(?:(.*)@)?((?:[a-z-]+:|\/).*):(\d+):(\d+)$|^(.*)@?\[native code\]$|^[^\s@]*@$/;

/** Of SpiderMonkey, before the names of functions that were called later. */
const LATER = /^(?:promise callback|.* handler|AsyncFunctionNext|AsyncFunctionStart)\*/;

const TOP_LEVEL = /^(?:module|global|eval) code$/;

const FOREIGN = /\b(?:blob|https?|file|wasm|data|ext|node):|@/;

const toText = Reflect.get(Error.prototype, 'toString') as () => string;

/** The text of an error in the form that V8 gives its `stack`. */
export function stackOf(error: Error, file: IProgramFile): string {
  let stack: unknown;
  try {
    ({ stack } = error);
  } catch {
    stack = undefined;
  }
  return typeof stack === 'string' ? stackText(error, stack, file) : headingOf(error);
}

/**
 * Where an engine keeps `stack` on the prototype of errors (SpiderMonkey), programs get it from
 * there in the form of V8, too. JavaScriptCore puts it on each error as it is made.
 */
export function installStacks(file: IProgramFile): void {
  const found = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const get: (() => unknown) | undefined = found && Reflect.get(found, 'get');
  if (get !== undefined) {
    Object.defineProperty(Error.prototype, 'stack', {
      ...found,
      get(this: Error): unknown {
        const stack: unknown = Reflect.apply(get, this, []);
        return typeof stack === 'string' ? stackText(this, stack, file) : stack;
      }
    });
  }
}

function stackText(error: Error, stack: string, file: IProgramFile): string {
  const { heading, frames } = splitStack(stack, file);
  return [heading || headingOf(error), ...frames].join('\n');
}

/** "Name: message", from the error itself. */
function headingOf(error: Error): string {
  try {
    const text: string = Reflect.apply(toText, error, []);
    // As Node's own class has it while its stack is taken.
    return (error as { code?: unknown }).code === 'ERR_ASSERTION'
      ? text.replace(/^AssertionError(?=:)/, 'AssertionError [ERR_ASSERTION]')
      : text;
  } catch {
    return 'Error';
  }
}

/** Splits a stack of any engine. */
export function splitStack(stack: string, file: IProgramFile): IStack {
  const lines = stack.split('\n');
  const first = lines.findIndex(line => V8_FRAME.test(line));
  if (first >= 0) {
    return {
      heading: withoutUrl(lines.slice(0, first).join('\n'), file),
      frames: v8Frames(lines.slice(first), file)
    };
  }
  const frames = lines.filter(line => line.trim() !== '');
  return frames.every(line => OTHER_FRAME.test(line))
    ? { heading: null, frames: otherFrames(frames, file) }
    : { heading: withoutUrl(stack, file), frames: [] };
}

/** Puts the program's own places where addresses of its scripts stand. */
export function withoutUrl(text: string, file: IProgramFile): string {
  return partsOf(file).reduce(withoutOneUrl, text);
}

function withoutOneUrl(text: string, file: IProgramFile): string {
  if (!text.includes(file.url)) {
    return text;
  }
  const [start, ...rest] = text.split(file.url);
  const named = rest.map(part => {
    const found = /^:(\d+):(\d+)/.exec(part);
    return found === null
      ? `${file.name}${part}`
      : `${placed(file, found[1], found[2])}${part.slice(found[0].length)}`;
  });
  return [start, ...named].join('');
}

function partsOf(file: IProgramFile): IProgramFile[] {
  return file.others === undefined ? [file] : [file, ...file.others];
}

/** The file of the program whose address a text has in it. */
function partIn(text: string, file: IProgramFile): IProgramFile | undefined {
  return partsOf(file).find(part => text.includes(part.url));
}

/** A text that may hold a stack which the program has read itself: its own frames stay. */
export function withoutOurs(text: string, file: IProgramFile): string {
  if (partIn(text, file) === undefined) {
    return text;
  }
  const lines = text.split('\n').flatMap(line => {
    if (V8_FRAME.test(line)) {
      return v8Frames([line], file);
    }
    return OTHER_FRAME.test(line) ? otherFrames([line], file) : [withoutUrl(line, file)];
  });
  return lines.join('\n');
}

/** `solution.js:2:8` */
function placed(file: IProgramFile, line: string, column: string): string {
  const found = { line: Number(line), column: Number(column) };
  const place = file.place?.(found) ?? found;
  return `${file.name}:${place.line}:${place.column}`;
}

/** A place of the program, also in a stack that was told before: Firefox tells it when it is read. */
function isOwn(line: string, file: IProgramFile): boolean {
  const found = /^\s+at (?:.* )?\(?([^\s(]+):\d+:\d+\)?$/.exec(line);
  const isNamed = partsOf(file).some(part => found?.[1] === part.name);
  return isNamed || partIn(line, file) !== undefined;
}

function v8Frames(lines: string[], file: IProgramFile): string[] {
  const frames = lines.filter(
    line =>
      partIn(line, file) !== undefined || !(FOREIGN.test(line) || line.includes(`${WRAPPER}.`))
  );
  while (frames.length > 0 && !isOwn(frames[frames.length - 1], file)) {
    frames.pop();
  }
  return frames.map(line => {
    const top = line.includes(WRAPPER) ? /^(\s+at ).*\((.*)\)$/.exec(line) : null;
    return withoutUrl(top === null ? line : top[1] + top[2], file);
  });
}

function otherFrames(lines: string[], file: IProgramFile): string[] {
  const frames: string[] = [];
  for (const line of lines) {
    const [, name = '', url, row, column] = OTHER_FRAME.exec(line) ?? [];
    // SpiderMonkey adds to the address where code was made: "url line 3 > eval".
    const [address] = url?.split(' ') ?? [];
    const part = partsOf(file).find(each => each.url === address);
    const place = part === undefined ? null : placed(part, row, column);
    const isShown = place !== null && !place.startsWith(`${part?.name}:0:`);
    if (isShown && frames.length < MOST_FRAMES) {
      const shown = plainName(name);
      frames.push(shown === '' ? `    at ${place}` : `    at ${shown} (${place})`);
    }
  }
  return frames;
}

/** A function's name as V8 would write it; empty for the program itself and for nameless ones. */
function plainName(name: string): string {
  const isAsync = /^async[ *]/.test(name);
  let plain = name.replace(LATER, '').replace(/^async[ *]/, '');
  // "f/<" is a nameless function in f, "f/g" one that is called g.
  plain = plain.slice(plain.lastIndexOf('/') + 1).replace(/<$/, '');
  if (TOP_LEVEL.test(plain) || plain === WRAPPER) {
    plain = '';
  }
  return isAsync && plain !== '' ? `async ${plain}` : plain;
}
