/**
 * Puts the harness into an interpreter, and finds it there again.
 *
 * The build does the first and keeps the interpreter's memory; a worker that starts from that
 * memory only does the second. Nothing here may leave an object of JavaScript in the interpreter,
 * for memory with one in it cannot be kept.
 */
import canonical from './canonical.py';
import harness from './harness.py';

/** What this needs of Pyodide. */
export interface IHost {
  runPython(code: string, options?: { globals: unknown }): unknown;
  globals: { get(name: string): unknown; delete(name: string): unknown };
}

/** What a program can do to the world, as the harness calls it. */
export interface IWorld {
  /** The next line of input; undefined after the last. Waits when `canWait`, else never returns. */
  readLine(prompt: string, canWait: boolean): string | undefined | Promise<string | undefined>;
  /** Shows a PNG in base64. */
  showImage(base64: string): void;
  /** Makes packages with these modules importable. Resolves when it has done what it could. */
  install(modules: Iterable<string>): Promise<void>;
  /** Tells the value of an expression as JSON. */
  tell(value: string): void;
}

export interface IHarness {
  /** Takes chance from `seed`, and lets programs act through `world`. */
  wake(world: IWorld, seed: number): void;
  /** Resolves with how the program ended and the text of its error, as JSON. */
  run(code: string, modules: string, expressions: string): Promise<string>;
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
  host.runPython(canonical, { globals: scope });
  host.runPython(harness, { globals: scope });
  scope.destroy();
}

/** The harness of an interpreter that has one. */
export function findHarness(host: IHost): IHarness {
  const scope = host.globals.get(NAME) as IScope;
  host.globals.delete(NAME);
  return {
    wake: scope.get('wake') as IHarness['wake'],
    run: scope.get('run') as IHarness['run']
  };
}
