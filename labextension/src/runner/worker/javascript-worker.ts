/**
 * Runs one JavaScript program as an ES module: strict, with top-level await.
 *
 * As in Node, the run lasts until the module has been evaluated and nothing it started is pending,
 * and the first uncaught error or unhandled rejection ends it.
 */
import { connect } from './connect';
import { createConsole } from './console';
import { hide } from './harden';
import { inspect } from './inspect/inspect';
import { OutputWriter } from './output-writer';
import { PendingWork } from './pending-work';
import { Rejections } from './rejections';
import { splitStack, withoutUrl } from './stack';

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

async function main(): Promise<void> {
  const { send, started } = await connect<'javascript'>();
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
  const end = (state: 'ok' | 'error', error: string | null, unplaced = false): void => {
    if (!ended) {
      ended = true;
      writer.flush();
      send({ type: 'ended', state, error, unplaced });
    }
  };

  hide();
  send({ type: 'ready' });
  const { code } = await started;

  const userUrl = createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const fail = (error: unknown): void => end('error', describe(error, userUrl));
  Object.assign(self.console, createConsole(writer.write.bind(writer), userUrl));
  self.addEventListener('error', event => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  const rejections = new Rejections(fail);

  try {
    await import(userUrl);
  } catch (error) {
    const unplaced = isUnplaced(error, userUrl);
    end(
      'error',
      unplaced ? withoutUrl(String(error), userUrl) : describe(error, userUrl),
      unplaced
    );
    return;
  }
  do {
    await pending.whenIdle();
    await rejections.reported();
  } while (!pending.isIdle);
  end('ok', null);
}

/** An uncaught value as text: an error's own stack, or the value as the console prints it. */
function describe(error: unknown, userUrl: string): string {
  try {
    const text = inspect(error, { userUrl });
    return error instanceof Error ? text.replace(/^\[(.*)\]$/s, '$1') : `Uncaught ${text}`;
  } catch {
    return 'Uncaught value that cannot be printed';
  }
}

/** True for code that did not parse: browsers give such errors no place in the code. */
function isUnplaced(error: unknown, userUrl: string): boolean {
  return (
    error instanceof SyntaxError && splitStack(String(error.stack), userUrl).frames.length === 0
  );
}

function member(holder: unknown, name: string): unknown {
  return typeof holder === 'object' || typeof holder === 'function'
    ? ((holder ?? {}) as Record<string, unknown>)[name]
    : undefined;
}

void main();
