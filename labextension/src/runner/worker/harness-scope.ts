/**
 * Puts the harness into an interpreter, and finds it there again.
 *
 * The build does the first and keeps the interpreter's memory; a worker that starts from that
 * memory only does the second. Nothing here may leave an object of JavaScript in the interpreter,
 * for memory with one in it cannot be kept.
 */
import advice from './harness/advice.py';
import arrays from './harness/arrays.py';
import cases from './harness/cases.py';
import debuggerModule from './harness/debugger.py';
import display from './harness/display.py';
import endings from './harness/endings.py';
import errors from './harness/errors.py';
import files from './harness/files.py';
import load from './harness/load.py';
import loops from './harness/loops.py';
import packages from './harness/packages.py';
import program from './harness/program.py';
import rejections from './harness/rejections.py';
import serving from './harness/serving.py';
import sizes from './harness/sizes.py';
import source from './harness/source.py';
import streams from './harness/streams.py';
import system from './harness/system.py';
import testing from './harness/testing.py';
import values from './harness/values.py';
import world from './harness/world.py';

/** The modules of the harness, each after those that it imports. */
const MODULES = Object.entries({
  ...{ world, rejections, source, files, debugger: debuggerModule },
  ...{ sizes, streams, display, packages },
  ...{ arrays, values, cases, serving, testing },
  ...{ advice, errors, endings, loops, system, program }
});

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
  /** Shows one thing, also as HTML where there is such a form of it. */
  show(stream: 'display' | 'value', text: string, html: string | undefined): void;
  /** Makes packages with these modules importable. Resolves when it has done what it could. */
  install(modules: Iterable<string>): Promise<void>;
  /** Lets what is called next use so many times the stack; 1 is what others have. */
  giveRoom(times: number): void;
  /** Ends the run now, with an outcome as `run` gives it. Does not come back. */
  end(outcome: string): void;
  /** Tells that a case begins or what came of it, as JSON. */
  tellCase(message: string): void;
  /** Tells test code, or the program that it calls, something as JSON. */
  sendPost(json: string): void;
  /** Resolves with the next thing that the other one tells. */
  nextPost(): Promise<string>;
}

export interface IHarness {
  /** Takes chance from `seed`, and lets programs act through `world`. */
  wake(world: IWorld, seed: number): void;
  /**
   * Resolves with how the program ended and the text of its error, as JSON. `files` is JSON of the
   * name of its file and of pairs of the names and texts of others. `remote` is JSON of an
   * `IRemoteRole` or of null.
   */
  run(
    code: string,
    modules: string,
    cases: string,
    showsValue: boolean,
    files: string,
    remote: string
  ): Promise<string>;
}

interface IModule {
  wake: IHarness['wake'];
  run: IHarness['run'];
  destroy(): void;
}

interface IScope {
  destroy(): void;
}

const NAME = '__harness';

/** Where the harness lives: a namespace that no program can import. */
const MAKE_SCOPE = `${NAME} = {"__name__": "harness.load"}`;

export function installHarness(host: IHost): void {
  host.runPython(MAKE_SCOPE);
  const scope = host.globals.get(NAME) as IScope;
  host.runPython(load, { globals: scope });
  scope.destroy();
  host.runPython(`${NAME} = ${NAME}["load"](${JSON.stringify(asciiJson(MODULES))})`);
}

/** The harness of an interpreter that has one. */
export function findHarness(host: IHost): IHarness {
  const module = host.globals.get(NAME) as IModule;
  host.globals.delete(NAME);
  return { wake: module.wake, run: module.run };
}

/** JSON of nothing but ASCII, whose own JSON is a literal of Python too. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}
