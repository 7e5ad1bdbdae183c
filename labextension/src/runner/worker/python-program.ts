/**
 * Runs one Python program in an interpreter of its own.
 *
 * A fresh worker each time: a fresh namespace would not be enough, because patched builtins and
 * modules would stay for the next run.
 */
import { BUFFERS_LIMIT_BYTES, ERROR_TEXT_LIMIT, MEMORY_LIMIT_PAGES } from '../limits';
import type { IProgram, WorkerEnd } from '../sandbox/worker-messages';
import { parseOfCase } from '../cases/told';
import type { OutputStream } from '../types';
import { bootPython } from './boot-python';
import type { IDevice, IPyodide } from './boot-python';
import type { IConnection } from './connect';
import { createPlainConsole } from './plain-console';
import type { Write } from './console';
import { capMemory, hide } from './hidden-names';
import type { IWorld } from './harness-scope';
import { boundMemory } from './memory-budget';
import { OutputWriter } from './output-writer';
import { ProgramInput } from './program-input';
import { describeCrash, reasonOf, watchForCrash } from './python-crash';

/** As they are before a program can change them. */
const { parse, stringify } = JSON;

export async function runPython(connection: IConnection): Promise<void> {
  // Pyodide refuses to start where scripts can be imported the old way.
  hide(['importScripts']);
  boundMemory(BUFFERS_LIMIT_BYTES);
  capMemory(MEMORY_LIMIT_PAGES);
  const { send } = connection;
  const writer = new OutputWriter(send);
  let ended = false;
  const end = (state: WorkerEnd, error: string | null): void => {
    if (!ended) {
      ended = true;
      writer.flush();
      send({ type: 'ended', state, error: error && error.slice(0, ERROR_TEXT_LIMIT) });
    }
  };
  reportStrayErrors(writer);

  const interpreter = await bootPython(connection).catch((error: unknown) => {
    send({ type: 'failed', message: reasonOf(error) });
  });
  if (interpreter === undefined) {
    return;
  }
  const { pyodide, harness, stack } = interpreter;
  const write = watchForCrash(pyodide, writer, death => end(death.state, death.error));
  pyodide.setStdout(device(write, 'stdout'));
  pyodide.setStderr(device(write, 'stderr'));
  Object.assign(self.console, createPlainConsole(write));
  hide();
  send({ type: 'ready' });
  const program = await connection.program;
  const { code, input, seed, modules, cases, showsValue, remote } = program;

  const lines = new ProgramInput(connection, input, () => writer.flush());
  pyodide.setStdin(inputDevice(lines));
  const endWith = (outcome: string): void => {
    const { state, error } = parse(outcome) as { state: WorkerEnd; error: string | null };
    end(state, error);
  };
  const world = {
    ...worldOf(connection, pyodide, write, lines),
    giveRoom: (times: number) => stack.giveRoom(times),
    end: (outcome: string) => endNow(endWith, outcome)
  };
  harness.wake(world, seed);
  try {
    const [imported, called] = [stringify(modules), stringify(cases)];
    const role = stringify(remote);
    endWith(await harness.run(code, imported, called, showsValue, filesOf(program), role));
  } catch (error) {
    const death = describeCrash(error, '');
    end(death.state, death.error);
  }
}

/** The name of the program's file and those beside it, as the harness reads them. */
function filesOf({ name, files }: IProgram): string {
  return stringify([name, files?.map(file => [file.name, file.text]) ?? null]);
}

function worldOf(
  { send, wheels, post }: IConnection,
  pyodide: IPyodide,
  write: Write,
  lines: ProgramInput
): Omit<IWorld, 'end' | 'giveRoom'> {
  return {
    readLine: (prompt, canWait) =>
      canWait
        ? lines.later(prompt).then(line => line ?? undefined)
        : (lines.now(prompt) ?? undefined),
    show: (stream, text, html) => write(stream, text, html),
    showImage: base64 => write('image', `${base64}\n`),
    install: async modules => {
      send({ type: 'need', modules: [...modules] });
      for (const { file, bytes } of await wheels()) {
        try {
          pyodide.unpackArchive(bytes, 'wheel');
        } catch (error) {
          write('stderr', `${file} could not be unpacked: ${reasonOf(error)}\n`);
        }
      }
    },
    tellCase: json => {
      const message = parseOfCase(parse(json));
      if (message !== null) {
        send(message);
      }
    },
    sendPost: json => send({ type: 'post', json: `${json}` }),
    nextPost: post
  };
}

/** Ends the run while the program still stands in a call that must not come back. */
function endNow(endWith: (outcome: string) => void, outcome: string): never {
  endWith(outcome);
  for (;;) {
    // Until this worker is ended, as in `ProgramInput.now`.
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

/** The file that standard input is for code that reads it as one: `open(0)`. */
function inputDevice(lines: ProgramInput): { read(buffer: Uint8Array): number } {
  const encoder = new TextEncoder();
  let rest = new Uint8Array(0);
  return {
    read(buffer) {
      if (rest.length === 0) {
        rest = encoder.encode(lines.now('') ?? '');
      }
      const part = rest.subarray(0, buffer.length);
      rest = rest.slice(part.length);
      buffer.set(part);
      return part.length;
    }
  };
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
