/**
 * Runs one program of the engine's own language. TypeScript becomes one by leaving its types out.
 *
 * As in Node, what has no `import` or `export` is no module and runs loosely; the run lasts until
 * the program has been evaluated and nothing it started is pending, and the first uncaught error
 * or unhandled rejection ends it.
 */
import { adviceOnError, endSentence } from './advice';
import { seedRandom } from './seeded-random';
import type { IConnection } from './connect';
import { createConsole } from './console';
import { createDialogs } from './dialogs';
import { hide } from './hidden-names';
import { inspect } from './inspect/inspect';
import { openEyes, warmEyes } from './inspect/eyes';
import { printAsNode } from './inspect/web';
import { PromiseWatch } from './inspect/promise-watch';
import type { AskEngine } from './inspect/promise-watch';
import { boundMemory } from './memory-budget';
import { answers, awaitCases, expressionFaults, withCases } from './module-cases';
import type { ExpressionFaults } from './module-cases';
import { NodeModules } from './node-modules';
import { NodeTiming } from './node-timing';
import { OutputWriter } from './output-writer';
import { ProgramOutput } from './program-output';
import { PendingWork } from './pending-work';
import { ProgramInput } from './program-input';
import type { RunScript } from './program-script';
import { define, furnish } from './program-scope';
import { ProgramStart } from './program-start';
import type { IStartFault } from './program-start';
import { languageOf } from './languages';
import type { IModuleLanguage, ITranslated } from './languages';
import { createReadFile } from './read-file';
import { Rejections } from './rejections';
import { serve } from './serving';
import { withoutOurs } from './stack';
import type { IProgramFile } from './stack';
import { placeSyntaxError } from './syntax-place';
import { Tests } from './testing';
import type { ISyntax } from './linked/open';
import { BUFFERS_LIMIT_BYTES, ERROR_TEXT_LIMIT } from '../limits';
import type { WorkerEnd } from '../sandbox/worker-messages';

/** Promises of the platform that keep a program alive as timers do. */
const TRACKED: [string, string[]][] = [
  ['SubtleCrypto.prototype', ['digest', 'encrypt', 'decrypt', 'sign', 'verify', 'generateKey']],
  ['Blob.prototype', ['text', 'arrayBuffer', 'bytes']],
  ['Response.prototype', ['text', 'arrayBuffer', 'json', 'bytes', 'blob']],
  ['WebAssembly', ['compile', 'instantiate']],
  ['scheduler', ['postTask', 'yield']],
  ['self', ['fetch', 'createImageBitmap']]
];

/** What engines say when an array of bytes does not fit. */
const NO_MEMORY = /allocation failed|out of memory/i;

/** What the engine lends us that a program must not have. */
export interface IPlatform {
  runScript: RunScript;
  /** Null where nobody can ask. */
  askEngine: AskEngine | null;
  /** Does what is slow the first time, before there is a program. */
  warmUp: () => void;
}

export async function runModule(
  connection: IConnection,
  language: IModuleLanguage,
  { runScript, askEngine, warmUp }: IPlatform
): Promise<void> {
  const { send } = connection;
  boundMemory(BUFFERS_LIMIT_BYTES);
  const writer = new OutputWriter(send);
  const output = new ProgramOutput(writer, send);
  const pending = new PendingWork();
  const timing = new NodeTiming(pending);
  pending.install(self, () => timing.order());
  for (const [path, names] of TRACKED) {
    const holder = path.split('.').reduce<unknown>(member, globalThis);
    if (typeof holder === 'object' && holder !== null) {
      pending.track(holder, names);
    }
  }
  let over = false;
  const end = (state: WorkerEnd, error: string | null): void => {
    if (!over) {
      over = true;
      writer.flush();
      send({ type: 'ended', state, error: error && error.slice(0, ERROR_TEXT_LIMIT) });
    }
  };
  /** Ends it when what was printed of promises is known, which is a moment later. */
  const finish = async (state: WorkerEnd, error: string | null): Promise<void> => {
    output.close();
    while (output.isHolding) {
      await Promise.resolve();
    }
    end(state, error);
  };

  warmEyes();
  warmUp();
  hide();
  send({ type: 'ready' });
  const { code, name, files: others, input, seed, cases, remote } = await connection.program;
  const files = others && [{ name, text: code }, ...others];

  const file: IProgramFile = { url: `${name}:not-loaded`, name };
  const { write } = output;
  const watch = new PromiseWatch(askEngine);
  openEyes(file, watch);
  printAsNode(globalThis as never);
  const lines = new ProgramInput(connection, input, () => writer.flush());
  const modules = new NodeModules({
    part: () => connection.part('node'),
    fileName: name,
    files,
    write,
    input: lines,
    timing,
    begin: () => pending.begin(),
    keep: (timer, isOn) => pending.keep(timer, isOn),
    exit: status => {
      end(status === 0 ? 'ok' : 'error', status === 0 ? null : endSentence(status));
      for (;;) {
        // Until the supervisor ends this worker, which takes it a millisecond or two.
      }
    }
  });
  const acorn = async (): Promise<ISyntax> =>
    (await import(await connection.part('acorn'))) as ISyntax;

  const fail = (error: unknown, isRejection = false): void => {
    const node = modules.loaded;
    const isHeard =
      (isRejection && node?.hears('unhandledRejection', error)) ||
      node?.hears('uncaughtException', error);
    if (!isHeard) {
      node?.dies();
      const placed = program.toldOf(error);
      const names = files?.map(each => each.name) ?? null;
      const advice =
        placed === null ? adviceOnError(error, program.isModule ? code : null, names) : null;
      const text = placed ?? told(error);
      void finish(stateOf(error), advice === null ? text : `${text}\n${advice}`);
    }
  };
  const program = new ProgramStart({
    ...{ code, file, others, modules, timing, acorn, runScript, fail },
    language,
    begin: () => pending.begin()
  });
  self.addEventListener('error', event => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  const rejections = new Rejections(reason => fail(reason, true));

  seedRandom(seed);
  const tidy = (text: string): string => withoutOurs(text, file);
  Object.assign(self.console, createConsole(output, watch, tidy));
  Object.assign(self, createDialogs(write, lines));
  furnish(globalThis, timing);
  if (files !== null) {
    define(globalThis, { readFile: createReadFile(files, () => modules.loaded) });
  }

  const found = awaitCases();
  let faults: ExpressionFaults = new Map();
  const hasExpressions = cases.some(each => each.expression !== undefined);
  const translate = (text: string): Promise<ITranslated> =>
    languageOf(name, language).translate(text);
  const readExpressions = async (): Promise<void> => {
    faults = await expressionFaults(cases, translate, await acorn());
  };
  const start = (): Promise<IStartFault | null> =>
    program.start(translate(withCases(code, cases, faults, remote)));
  let tests: Tests | null = null;
  try {
    if (remote?.role === 'tests') {
      tests = new Tests(remote, connection, name, code);
      tests.begin(await modules.load());
    }
    if (hasExpressions && others !== null) {
      await readExpressions();
    }
    let fault = await start();
    if (fault !== null && hasExpressions && others === null) {
      // An expression that cannot be read costs the others nothing.
      await readExpressions();
      if (faults.size > 0) {
        file.place = undefined;
        program.isModule = false;
        fault = await start();
      }
    }
    if (fault !== null) {
      const { place, sentence, advice } = fault;
      const text = placeSyntaxError(code, sentence, place, file);
      end('error', advice === null ? text : `${text}\n${advice}`);
      return;
    }
  } catch (error) {
    fail(error);
  }
  timing.endFirstTurn();
  do {
    await pending.whenIdle();
    await rejections.reported();
    if (pending.isIdle && modules.loaded !== null) {
      modules.loaded.beforeEnd();
      await rejections.reported();
    }
  } while (!pending.isIdle);
  if (output.isClosed) {
    return;
  }
  for await (const told of answers(found.handed, cases, faults)) {
    writer.flush();
    send(told);
  }
  if (tests !== null) {
    for await (const told of tests.run()) {
      send(told);
    }
  }
  if (remote?.role === 'serves') {
    writer.flush();
    await serve(found.handed.finders, connection.post, message => {
      writer.flush();
      send(message);
    });
  }
  const reason = modules.loaded?.ended() ?? null;
  await finish(reason === null ? 'ok' : 'error', reason);
}

/** Firefox throws a text where there is no memory for an error. */
function stateOf(error: unknown): WorkerEnd {
  const words =
    error instanceof RangeError ? error.message : error === 'out of memory' ? error : '';
  return NO_MEMORY.test(words) ? 'out_of_memory' : 'error';
}

/** An uncaught value as text: an error's own stack, or the value as the console prints it. */
function told(error: unknown): string {
  try {
    const text = inspect(error);
    return error instanceof Error ? text.replace(/^\[(.*)\]$/s, '$1') : `Uncaught ${text}`;
  } catch {
    return 'Uncaught value that cannot be printed';
  }
}

function member(holder: unknown, name: string): unknown {
  return typeof holder === 'object' || typeof holder === 'function'
    ? ((holder ?? {}) as Record<string, unknown>)[name]
    : undefined;
}
