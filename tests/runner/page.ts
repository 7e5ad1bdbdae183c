/** What the tests drive in the browser: one runner, and a `run` that collects what happens. */
import { createSandboxRunner } from '../../labextension/src/runner';
import type {
  ICase,
  ICaseResult,
  IOutput,
  IRunHandle,
  IRunOutcome,
  ITestCase,
  ITextFile,
  OutputStream,
  RunLanguage
} from '../../labextension/src/runner';

interface IRunOptions {
  timeLimitMs?: number;
  stdin?: string;
  name?: string;
  files?: ITextFile[];
  /** What the person answers, one line after the other. */
  answers?: (string | null)[];
  /** How long they think about each. */
  thinkMs?: number;
  tests?: ITestCase[];
  showsValue?: boolean;
  /** Stop as soon as this text has been printed. */
  stopAt?: string;
  /** Stop after so many milliseconds. */
  stopAfterMs?: number;
}

interface IResult extends IRunOutcome {
  chunks: [OutputStream, string][];
  /** The pieces of what was displayed, and of those before which something was left out. */
  outputs: IOutput[];
  stdout: string;
  stderr: string;
  images: string[];
  /** What the program asked the person. */
  prompts: string[];
  /** From the call of stop() to the outcome. */
  stopMs: number;
  /** The longest that the page's own timers were late. */
  worstGapMs: number;
}

const runner = createSandboxRunner({
  frameUrl: '/interview/runner.html',
  assetsUrl: '/assets/',
  wheelsUrl: '/wheels/'
});
const statuses: string[] = [];
runner.statusChanged.connect((_, language) => {
  const { phase, progress } = runner.status(language);
  statuses.push(`${language} ${phase} ${progress.toFixed(2)}`);
});

async function run(
  language: RunLanguage,
  code: string,
  options: IRunOptions = {}
): Promise<IResult> {
  const chunks: [OutputStream, string][] = [];
  const outputs: IOutput[] = [];
  const prompts: string[] = [];
  const answers = [...(options.answers ?? [])];
  let stopped = 0;
  let handle: IRunHandle | null = null;
  const stop = (): void => {
    stopped = performance.now();
    handle?.stop();
  };
  let worstGapMs = 0;
  let last = performance.now();
  const gauge = setInterval(() => {
    worstGapMs = Math.max(worstGapMs, performance.now() - last);
    last = performance.now();
  }, 10);
  handle = runner.run({
    language,
    code,
    timeLimitMs: options.timeLimitMs,
    stdin: options.stdin,
    name: options.name,
    files: options.files,
    tests: options.tests,
    showsValue: options.showsValue,
    onAsk:
      options.answers &&
      (prompt => {
        prompts.push(prompt);
        const answer = answers.length > 0 ? (answers.shift() as string | null) : null;
        setTimeout(() => handle?.answer(answer), options.thinkMs ?? 0);
      }),
    onOutput: output => {
      const { stream, text, omitted = 0 } = output;
      chunks.push([stream, text]);
      if (stream === 'display' || stream === 'value' || omitted > 0) {
        outputs.push(output);
      }
      if (options.stopAt !== undefined && text.includes(options.stopAt)) {
        stop();
      }
    }
  });
  if (options.stopAfterMs !== undefined) {
    setTimeout(stop, options.stopAfterMs);
  }
  const outcome = await handle.finished;
  clearInterval(gauge);
  const joined = (wanted: OutputStream): string =>
    chunks.map(([stream, text]) => (stream === wanted ? text : '')).join('');
  return {
    ...outcome,
    chunks,
    outputs,
    stdout: joined('stdout'),
    stderr: joined('stderr'),
    images: joined('image').split('\n').slice(0, -1),
    prompts,
    stopMs: stopped === 0 ? 0 : performance.now() - stopped,
    worstGapMs
  };
}

/** The results of all cases, in the order of the cases. */
async function runAllCases(
  language: RunLanguage,
  code: string,
  cases: ICase[],
  seconds: number,
  files?: ITextFile[],
  outside?: Record<string, string>
): Promise<ICaseResult[]> {
  const results: ICaseResult[] = [];
  await runner.runCases({
    ...{ language, code, cases, seconds, files, outside, names: {} },
    onResult: result => results.push(result),
    onOutput: () => undefined
  }).finished;
  return results.sort((a, b) => a.index - b.index);
}

Object.assign(window, { runner, run, runAllCases, statuses, createSandboxRunner });
