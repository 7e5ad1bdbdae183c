/**
 * Puts the harness into an interpreter, and finds it there again.
 *
 * The build does the first and keeps the interpreter's memory; a worker that starts from that
 * memory only does the second. Nothing here may leave an object of JavaScript in the interpreter,
 * for memory with one in it cannot be kept.
 */
import harness from './harness.py';

/** What this needs of Pyodide. */
export interface IHost {
  runPython(code: string, options?: { globals: unknown }): unknown;
  globals: { get(name: string): unknown; delete(name: string): unknown };
}

export interface IHarness {
  /** Resolves with the error's text, or undefined when the program ended well. */
  run: (code: string) => Promise<string | undefined>;
}

interface IScope {
  get(name: string): unknown;
  destroy(): void;
}

const NAME = '__harness';

/** Where the harness lives: a namespace that no program can import. */
const MAKE_SCOPE = `${NAME} = {"__name__": "harness"}`;

export function installHarness(host: IHost): void {
  host.runPython(MAKE_SCOPE);
  const scope = host.globals.get(NAME) as IScope;
  host.runPython(harness, { globals: scope });
  scope.destroy();
}

/** The harness of an interpreter that has one, made ready for its one program. */
export function findHarness(host: IHost): IHarness {
  const scope = host.globals.get(NAME) as IScope;
  host.globals.delete(NAME);
  (scope.get('wake') as () => void)();
  return { run: scope.get('run') as IHarness['run'] };
}
