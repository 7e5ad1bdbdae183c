/**
 * The sandbox without a browser: one program in a Deno process that may do nothing.
 *
 * Everything comes over standard input, files included, and everything goes out over standard
 * output, a message a line behind a record separator. Whatever shares a realm with a program can be
 * read and changed by it. So there is no secret here, and the server treats everything that comes
 * out of this process as a claim of the program about its own run.
 */
import type { FileRole, IWheel } from '../messages';
import { kindOf } from '../part-kinds';
import type { FromWorker, IParts, IProgram } from '../sandbox/worker-messages';
import type { RunLanguage } from '../types';
import type { CodeRole, IConnection, Send } from '../worker/connect';
import { hide } from '../worker/hidden-names';
import { JAVASCRIPT, typescript } from '../worker/languages';
import { runModule } from '../worker/module-program';
import type { IPlatform } from '../worker/module-program';
import { Posts } from '../worker/posts';
import { runPack } from '../worker/pack-program';
import { runPython } from '../worker/python-program';
import { openInput } from './input';
import type { IInput } from './input';
import { asScript } from './module-script';
import { plainJson } from './plain-json';

/** The first thing on standard input, before the files that it lists. */
interface IOrder {
  language: RunLanguage;
  program: IProgram;
  /** Sent in this order. */
  files: { role: FileRole; size: number; gzipped: boolean }[];
}

/** What the server sends when packages were asked for, before their files. */
interface IParcel {
  files: { file: string; size: number }[];
}

/** What comes while a program runs: something for it, or packages. */
type Coming = { post: string } | IParcel;

interface IDeno {
  /** The key of what Deno's own modules are made of. */
  internal: symbol;
  stdin: { read(buffer: Uint8Array): Promise<number | null> };
  stdout: { writeSync(bytes: Uint8Array): number };
  exit(code: number): never;
}

interface ICore {
  evalContext: (source: string, url: string) => [unknown, fault: { thrown: unknown } | null];
  getPromiseDetails: (promise: Promise<unknown>) => [state: number, result?: unknown];
}
/** Goes before each message, as RFC 7464 has it. */
const SEPARATOR = '\x1e';

const { apply } = Reflect;
const { parse } = JSON;
const subarray: (from: number) => Uint8Array = Reflect.get(Uint8Array.prototype, 'subarray');

const deno = (globalThis as unknown as { Deno: IDeno }).Deno;
const exit = deno.exit.bind(deno);
const { core } = (deno as unknown as Record<symbol, { core: ICore }>)[deno.internal];
const evaluate = evaluatorOf(core);
const platform = platformOf(core);

const decoder = new TextDecoder();
const toText = decoder.decode.bind(decoder);

/** Of Deno, of Node and of the web: no program needs them, and some outlive a run. */
const NOT_FOR_PROGRAMS = [
  'Deno',
  'process',
  'Buffer',
  'global',
  'Worker',
  'localStorage',
  'sessionStorage',
  'caches',
  'prompt',
  'confirm',
  'alert',
  'window'
];

async function main(): Promise<void> {
  const input = openInput(deno.stdin.read.bind(deno.stdin));
  const order = JSON.parse(await input.text()) as IOrder;
  const files = new Map<FileRole, () => Promise<ArrayBuffer>>();
  for (const { role, size, gzipped } of order.files) {
    const bytes = await input.bytes(size);
    files.set(role, async () => (gzipped ? inflate(bytes) : (bytes.buffer as ArrayBuffer)));
  }
  const connection = connectionOf(order, files, input);
  hide(NOT_FOR_PROGRAMS);
  hold('Deno');
  pretendToBeAWorker();
  switch (order.language) {
    case 'python':
      await runPython(connection);
      break;
    case 'javascript':
      await runModule(connection, JAVASCRIPT, platform);
      break;
    case 'typescript':
      await runModule(connection, typescript(connection), platform);
      break;
    default:
      await runPack(connection, order.language);
  }
  exit(0);
}

/** Has no value from now on, and cannot be given one: Deno's own modules ask for this name. */
function hold(name: string): void {
  Object.defineProperty(globalThis, name, { value: undefined });
}

function connectionOf(
  { program }: IOrder,
  files: Map<FileRole, () => Promise<ArrayBuffer>>,
  input: IInput
): IConnection {
  const write = deno.stdout.writeSync.bind(deno.stdout);
  const encoder = new TextEncoder();
  const encode = encoder.encode.bind(encoder);
  const send: Send = (message: FromWorker) => {
    // The line before may have been left without an end by others.
    const bytes = encode(`\n${SEPARATOR}${plainJson(message)}\n`);
    for (let written = 0; written < bytes.length;) {
      written += write(apply(subarray, bytes, [written]));
    }
    if (message.type === 'ended') {
      // What the program left running ends with it.
      exit(0);
    }
  };
  const part = async (role: FileRole): Promise<IParts[FileRole]> => {
    const bytes = (await files.get(role)?.()) ?? null;
    if (role === 'snapshot') {
      return bytes && new Blob([bytes]);
    }
    if (bytes === null) {
      throw new Error(`The file "${role}" is missing`);
    }
    switch (kindOf(role)) {
      case 'module':
        return WebAssembly.compile(bytes);
      case 'blob':
        return new Blob([bytes]);
      case 'script':
        return URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
    }
  };
  const posts = new Posts();
  const parcels = new Posts<IWheel[]>();
  let isListening = false;
  /** From now on whatever comes is for the program. */
  const listen = async (): Promise<never> => {
    for (;;) {
      const coming = parse(await input.text()) as Coming;
      if ('post' in coming) {
        posts.put(coming.post);
      } else {
        parcels.put(await wheelsOf(coming, input));
      }
    }
  };
  const hear = (): void => {
    if (!isListening) {
      isListening = true;
      // The end of the input is the end of this process.
      listen().catch(() => undefined);
    }
  };
  const read = new Map<CodeRole, Promise<unknown>>();
  const exportsOf = (role: CodeRole): Promise<unknown> => {
    const found = read.get(role) ?? evaluated(role, files.get(role));
    read.set(role, found);
    return found;
  };
  return {
    send,
    part: part as IConnection['part'],
    exportsOf,
    program: Promise.resolve(program),
    // All input is in the program.
    answer: () => Promise.resolve(null),
    post: () => {
      hear();
      return posts.next();
    },
    wheels: () => {
      hear();
      return parcels.next();
    }
  };
}

async function wheelsOf({ files }: IParcel, input: IInput): Promise<IWheel[]> {
  const wheels: IWheel[] = [];
  for (const { file, size } of files) {
    wheels.push({ file, bytes: (await input.bytes(size)).buffer as ArrayBuffer });
  }
  return wheels;
}

/** Evaluates a script that is no module. */
function evaluatorOf({ evalContext }: ICore): (source: string, url: string) => unknown {
  return (source, url) => {
    const [result, fault] = evalContext(source, url);
    if (fault !== null) {
      throw fault.thrown;
    }
    return result;
  };
}

/** Deno evaluates scripts that are no modules, and knows the state of promises. */
function platformOf({ getPromiseDetails }: ICore): IPlatform {
  let scripts = 0;
  return {
    runScript: source => {
      const url = scripts++ === 0 ? 'file:///solution' : `file:///part/${scripts}/solution`;
      evaluate(source, url);
      return url;
    },
    askEngine: promise => getPromiseDetails(promise),
    warmUp: () => undefined
  };
}

/** What a module exports, which is evaluated as a script. */
async function evaluated(role: CodeRole, file?: () => Promise<ArrayBuffer>): Promise<unknown> {
  return file === undefined ? null : evaluate(asScript(toText(await file())), `file:///${role}`);
}

async function inflate(bytes: Uint8Array): Promise<ArrayBuffer> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Pyodide looks where it is; in a worker of the web it asks nothing of Deno or Node. */
function pretendToBeAWorker(): void {
  class WorkerGlobalScope {
    static [Symbol.hasInstance](): boolean {
      return true;
    }
  }
  Object.assign(globalThis, {
    WorkerGlobalScope,
    location: { href: 'http://sandbox.invalid/', toString: () => 'http://sandbox.invalid/' }
  });
}

void main();
