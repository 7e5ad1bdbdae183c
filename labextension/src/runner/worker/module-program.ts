/**
 * Runs one program as an ES module: strict, with top-level await. TypeScript becomes one by
 * leaving its types out.
 *
 * As in Node, the run lasts until the module has been evaluated and nothing it started is pending,
 * and the first uncaught error or unhandled rejection ends it.
 */
import { seedRandom } from './chance';
import type { IConnection } from './connect';
import { createConsole } from './console';
import { createDialogs } from './dialogs';
import { hide } from './harden';
import { inspect } from './inspect/inspect';
import { boundMemory } from './memory-budget';
import { valuesOf, withTests } from './module-tests';
import { OutputWriter } from './output-writer';
import { PendingWork } from './pending-work';
import { ProgramInput } from './program-input';
import { Rejections } from './rejections';
import { splitStack, withoutUrl } from './stack';
import type { IProgramFile } from './stack';
import { findSyntaxError, placeSyntaxError } from './syntax-place';
import type { IAcorn, IPlace } from './syntax-place';
import { BUFFERS_LIMIT_BYTES, ERROR_TEXT_LIMIT } from '../limits';
import type { WorkerEnd } from '../sandbox/worker-messages';

const createObjectURL = URL.createObjectURL.bind(URL);

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

/** The code could not be turned into JavaScript. */
export class CodeError extends SyntaxError {
  constructor(
    message: string,
    readonly place: IPlace | null
  ) {
    super(message);
  }
}

export interface IModuleLanguage {
  fileName: string;
  /** The code as JavaScript, line by line. Throws CodeError. */
  translate: (code: string) => string;
}

export async function runModule(
  connection: IConnection,
  { fileName, translate }: IModuleLanguage
): Promise<void> {
  const { send } = connection;
  boundMemory(BUFFERS_LIMIT_BYTES);
  const writer = new OutputWriter(send);
  const pending = new PendingWork();
  pending.install(self);
  for (const [path, names] of TRACKED) {
    const holder = path.split('.').reduce<unknown>(member, globalThis);
    if (typeof holder === 'object' && holder !== null) {
      pending.track(holder, names);
    }
  }
  let ended = false;
  const end = (state: WorkerEnd, error: string | null): void => {
    if (!ended) {
      ended = true;
      writer.flush();
      send({ type: 'ended', state, error: error && error.slice(0, ERROR_TEXT_LIMIT) });
    }
  };

  hide();
  send({ type: 'ready' });
  const { code, input, seed, expressions } = await connection.program;

  let script: string;
  try {
    script = translate(withTests(code, expressions));
  } catch (error) {
    const place = error instanceof CodeError ? error.place : null;
    end('error', placeSyntaxError(code, String(error), place, { name: fileName }));
    return;
  }
  const url = createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const file: IProgramFile = { url, name: fileName };
  const fail = (error: unknown): void => end(stateOf(error), describe(error, file));
  seedRandom(seed);
  Object.assign(self.console, createConsole(writer.write.bind(writer), file));
  const lines = new ProgramInput(connection, input, () => writer.flush());
  Object.assign(self, createDialogs(writer.write.bind(writer), lines));
  self.addEventListener('error', event => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  const rejections = new Rejections(fail);

  let module: object;
  try {
    module = (await import(url)) as object;
  } catch (error) {
    const unparsed = isUnplaced(error, file) || isUnreadByDeno(error);
    // If it did not parse, nothing of it has run.
    const fault = unparsed
      ? findSyntaxError((await import(await connection.part('acorn'))) as IAcorn, script)
      : null;
    if (fault === null && !isUnplaced(error, file)) {
      fail(error);
    } else {
      const sentence =
        error instanceof SyntaxError ? String(error) : `SyntaxError: ${fault?.message}`;
      end('error', placeSyntaxError(code, withoutUrl(sentence, file), fault, file));
    }
    return;
  }
  do {
    await pending.whenIdle();
    await rejections.reported();
  } while (!pending.isIdle);
  for await (const value of valuesOf(module, expressions, { file })) {
    send({ type: 'value', value });
  }
  end('ok', null);
}

/** Firefox throws a text where there is no memory for an error. */
function stateOf(error: unknown): WorkerEnd {
  const words =
    error instanceof RangeError ? error.message : error === 'out of memory' ? error : '';
  return NO_MEMORY.test(words) ? 'out_of_memory' : 'error';
}

/** An uncaught value as text: an error's own stack, or the value as the console prints it. */
function describe(error: unknown, file: IProgramFile): string {
  try {
    const text = inspect(error, { file });
    return error instanceof Error ? text.replace(/^\[(.*)\]$/s, '$1') : `Uncaught ${text}`;
  } catch {
    return 'Uncaught value that cannot be printed';
  }
}

/** True for code that did not parse: browsers give such errors no place in the code. */
function isUnplaced(error: unknown, file: IProgramFile): boolean {
  return error instanceof SyntaxError && splitStack(String(error.stack), file).frames.length === 0;
}

/** Deno parses modules itself and has errors of its own for those it cannot read. */
function isUnreadByDeno(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND';
}

function member(holder: unknown, name: string): unknown {
  return typeof holder === 'object' || typeof holder === 'function'
    ? ((holder ?? {}) as Record<string, unknown>)[name]
    : undefined;
}
