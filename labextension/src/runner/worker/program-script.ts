/**
 * Programs that are not modules: as Node runs a file without `import` and `export`. They are not
 * strict unless they say so, may return at their top, and have `module`, `exports` and `require`;
 * beyond Node they may await at their top as well.
 */
import type { Place } from './positions';
import { WRAPPER } from './stack';

export type Program = (...args: unknown[]) => unknown;

/** Evaluates a script that is no module, and tells the address under which stacks know it. */
export type RunScript = (source: string) => string;

/** What a file gets from Node. */
const NAMES = ['exports', 'require', 'module', '__filename', '__dirname'];

const HOOK = '__interviewRun';

export interface IScript {
  program: Program;
  url: string;
}

/** The script as a function. Throws a SyntaxError where it must be a module, or nothing at all. */
export function scriptProgram(script: string, run: RunScript): IScript {
  return scriptUnit(script, NAMES, { awaits: /\bawait\b/.test(script) }, run);
}

export interface IUnitOptions {
  awaits?: boolean;
  isGenerator?: boolean;
  /** What comes before the script, on the line before it. */
  head?: string;
}

/** The script as a function with these parameters. */
export function scriptUnit(
  script: string,
  names: readonly string[],
  options: IUnitOptions,
  run: RunScript
): IScript {
  let program: Program | null = null;
  const value = (found: Program): void => {
    program = found;
  };
  Object.defineProperty(globalThis, HOOK, { value, configurable: true });
  try {
    const url = run(wrapped(script, names, options));
    if (program === null) {
      throw new SyntaxError('The program is not whole');
    }
    return { program, url };
  } finally {
    Reflect.deleteProperty(globalThis, HOOK);
  }
}

/** The line before the script must not be counted. */
export const inScript: Place = ({ line, column }) => ({ line: line - 1, column });

/** Calls the program as Node calls a file. */
export function callProgram(program: Program, fileName: string, require: object): unknown {
  const folder = '/home/sandbox';
  const module = {
    id: '.',
    path: folder,
    exports: {},
    filename: `${folder}/${fileName}`,
    loaded: false,
    children: [],
    paths: []
  };
  Reflect.set(require, 'main', module);
  return Reflect.apply(program, module.exports, [
    module.exports,
    require,
    module,
    module.filename,
    folder
  ]);
}

function wrapped(
  script: string,
  names: readonly string[],
  { awaits = false, isGenerator = false, head = '' }: IUnitOptions
): string {
  const kind = `${awaits ? 'async ' : ''}function${isGenerator ? '*' : ''}`;
  const text = script.startsWith('#!') ? `//${script}` : script;
  return `${HOOK}(${kind} ${WRAPPER}(${names.join(', ')}) {${head}\n${text}\n})`;
}
