/**
 * Runs one Python program in an interpreter of its own.
 *
 * A fresh worker each time: a fresh namespace would not be enough, because patched builtins and
 * modules would stay for the next run.
 */
import { MEMORY_LIMIT_PAGES } from '../limits';
import type { OutputStream } from '../types';
import { bootPython } from './boot-python';
import type { IDevice } from './boot-python';
import { connect } from './connect';
import { createConsole } from './console';
import type { Write } from './console';
import { describeCrash, reasonOf, watchForCrash } from './python-crash';
import { capMemory, hide } from './harden';
import { OutputWriter } from './output-writer';

async function main(): Promise<void> {
  // Pyodide refuses to start where scripts can be imported the old way.
  hide(['importScripts']);
  capMemory(MEMORY_LIMIT_PAGES);
  const { parts, send, started } = await connect<'python'>();
  const writer = new OutputWriter(send);
  let ended = false;
  const end = (state: 'ok' | 'error' | 'crashed', error: string | null): void => {
    if (!ended) {
      ended = true;
      writer.flush();
      send({ type: 'ended', state, error, unplaced: false });
    }
  };
  reportStrayErrors(writer);

  const interpreter = await bootPython(parts).catch((error: unknown) => {
    send({ type: 'failed', message: reasonOf(error) });
  });
  if (interpreter === undefined) {
    return;
  }
  const { pyodide, harness } = interpreter;
  const write = watchForCrash(pyodide, writer, death => end(death.state, death.error));
  pyodide.setStdout(device(write, 'stdout'));
  pyodide.setStderr(device(write, 'stderr'));
  Object.assign(self.console, createConsole(write, location.href));
  hide();
  send({ type: 'ready' });
  const { code } = await started;

  try {
    const error = await harness.run(code);
    end(error === undefined ? 'ok' : 'error', error ?? null);
  } catch (error) {
    const death = describeCrash(error, '');
    end(death.state, death.error);
  }
}

/** Errors of callbacks that Python gave to JavaScript reach nobody else. */
function reportStrayErrors(writer: OutputWriter): void {
  const report = (error: unknown): void => {
    writer.write('stderr', `Uncaught in a callback: ${reasonOf(error)}\n`);
  };
  self.addEventListener('error', event => {
    event.preventDefault();
    report(event.error ?? event.message);
  });
  self.addEventListener('unhandledrejection', event => {
    event.preventDefault();
    report(event.reason);
  });
}

/** Bytes of a stream as text; characters split between two writes are put together. */
function device(write: Write, stream: OutputStream): IDevice {
  const decoder = new TextDecoder();
  return {
    write(bytes) {
      write(stream, decoder.decode(bytes, { stream: true }));
      return bytes.length;
    }
  };
}

void main();
