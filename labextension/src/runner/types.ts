/**
 * The interface of the runner for its callers: one run at a time, its output as it comes, one end.
 * Nothing here knows interviews, people or the network.
 */
import type { ICaseOrder } from './cases/orders';
import type { IRemoteRole } from './cases/remote';
import type { OfCase } from './cases/told';
import { PACK_LANGUAGES } from './packs/packs';
import type { PackLanguage } from './packs/packs';

/** What a browser's own engine runs, and Python, whose interpreter has much of its own here. */
export const OWN_LANGUAGES = ['javascript', 'typescript', 'python'] as const;

export type OwnLanguage = (typeof OWN_LANGUAGES)[number];

export type RunLanguage = OwnLanguage | PackLanguage;

export const RUN_LANGUAGES: readonly RunLanguage[] = [...OWN_LANGUAGES, ...PACK_LANGUAGES];

export const RUN_STATES = [
  'ok',
  'error',
  'timeout',
  'stopped',
  'out_of_memory',
  'crashed'
] as const;

/** How a run ended. Only `ok` and `error` are verdicts on the code itself. */
export type RunState = (typeof RUN_STATES)[number];

export const STREAMS = ['stdout', 'stderr', 'image', 'display', 'value'] as const;

/**
 * Text of a stream, or pictures: PNGs in base64, each ended by a line break. What a program
 * displayed and the value of its last expression are one thing each.
 */
export type OutputStream = (typeof STREAMS)[number];

export interface IOutput {
  stream: OutputStream;
  text: string;
  /** The same as HTML, of `display` and `value` only. A program wrote it. */
  html?: string;
  /** The number of bytes that were left out before this piece. */
  omitted?: number;
}

export interface IRunnerStatus {
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** 0..1 of the bytes to fetch and the first start of the interpreter. */
  progress: number;
  /** One English sentence, or the empty string when there is nothing to say. */
  message: string;
}

/**
 * One visible test of an exercise: an expression that sees the names of the program, and one that
 * stands by itself and gives what is expected.
 */
export interface ITestCase {
  name: string;
  expression: string;
  expected: string;
}

/** How a test or a case went. `error`: there is no value that could be compared. */
export type CaseStatus =
  | 'passed'
  | 'failed'
  | 'error'
  | 'timeout'
  | 'out_of_memory'
  | 'crashed'
  | 'not_run';

export interface ITestResult {
  name: string;
  passed: boolean;
  /** The two values as the language prints them; `got` may be an error, or why there is none. */
  expected: string;
  got: string;
  ms: number;
  status?: CaseStatus;
  /** What the two values do not say, if there is anything. */
  message?: string;
}

/** A file that a program can import or read, by a name or a path of names in the program's folder. */
export interface ITextFile {
  name: string;
  text: string;
}

export interface IRunRequest {
  language: RunLanguage;
  /** The text of the file that is run. */
  code: string;
  /** The name of that file, which errors tell; `MAIN_NAMES` has what it is by default. */
  name?: string;
  /**
   * All that lies beside it; it may be among them itself. Without this a program is one file. Names
   * and sizes are checked, and a run whose files cannot be given to it ends with a sentence.
   */
  files?: readonly ITextFile[];
  /** Milliseconds of running; loading and waiting for input are not counted. Default 10,000. */
  timeLimitMs?: number;
  /** All of standard input. Without it the program's questions go to `onAsk`. */
  stdin?: string;
  /**
   * Run when the program ended well, each for as long as the program may run. Packs have no tests and
   * no cases, and play no part in test code: a run that asks for any ends with a sentence.
   */
  tests?: readonly ITestCase[];
  /**
   * Called when the program ended well; what came of each is told to `onCase`. A run with tests has
   * none.
   */
  cases?: readonly ICaseOrder[];
  /** Milliseconds that all cases may take, beside `timeLimitMs`. */
  caseTimeMs?: number;
  /** Called when a case begins and when it has been answered, never after `finished` has settled. */
  onCase?(told: OfCase): void;
  /** What the program is to test code, or as test code. */
  remote?: IRemoteRole;
  /** Called with JSON that it has for the other one of the two, never after `finished`. */
  onPost?(json: string): void;
  /** Show the value of a Python program's last expression, as a notebook does. */
  showsValue?: boolean;
  /** Called in the order of printing, never after `finished` has settled. */
  onOutput(output: IOutput): void;
  /**
   * The program waits for a line until `answer` of the handle is called. Without this, and
   * without `stdin`, there is no input.
   */
  onAsk?(prompt: string): void;
}

export interface IRunOutcome {
  state: RunState;
  /**
   * The text of the error for the person (traceback, stack, sentence); null when the run was fine.
   */
  error: string | null;
  /** Milliseconds of running; 0 when it never started. */
  durationMs: number;
  /** More was printed than OUTPUT_LIMIT_BYTES, and the middle of it was thrown away. */
  truncated: boolean;
  /** As many as there were tests, or none when the program did not end well. */
  tests: ITestResult[];
}

export interface IRunHandle {
  /** Never rejects. */
  readonly finished: Promise<IRunOutcome>;
  /** How long the program has run, without loading and without waiting for input. */
  readonly elapsedMs: number;
  /** Ends the run within a second, whatever it is doing. Harmless after its end. */
  stop(): void;
  /** The line that the program waits for; null for the end of the input. */
  answer(line: string | null): void;
  /** What the other one of program and test code has for it, as JSON. */
  tell(json: string): void;
}

/** What runs one program at a time. */
export interface IProgramRunner {
  run(request: IRunRequest): IRunHandle;
}

export interface ISandboxRunnerOptions {
  /** Address of `runner.html`, answered with its Content-Security-Policy header. */
  frameUrl: string;
  /** Folder of `manifest.json` and of the files it names. */
  assetsUrl: string;
  /** What `manifest.json` says, where the page knows it already. */
  manifest?: unknown;
  /** Folder of `index.json`, which lists the packages of the site, and of their wheels. */
  wheelsUrl?: string;
  /** Where the hidden frame is put; `document.body` by default. */
  host?: HTMLElement;
}
