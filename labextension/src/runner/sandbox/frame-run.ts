/**
 * One run inside the frame: starts its worker, passes output on, and ends it exactly once.
 *
 * A program may ask for a line of input. A worker that can wait for it does. One that cannot
 * (JavaScript has no way to wait in the middle of a function) is ended, and when the line is there
 * the program is run again from its start in a new worker with all the lines so far; what it has
 * printed before is not printed again.
 */
import {
  FILES_WAIT_LIMIT_MS,
  MODULES_LIMIT,
  STOPPED_SENTENCE,
  WAIT_LIMIT_MS,
  timeLimitSentence
} from '../limits';
import type { FromFrame, IEndedMessage, IRunMessage, IWheel } from '../messages';
import { RunClock } from '../run-clock';
import { HeldOutput } from './held-output';
import { OutputBatch } from './output-batch';
import { OutputReplay, printedLength } from './output-replay';
import type { SandboxWorker } from './sandbox-worker';
import { WaitWatch } from './wait-watch';
import type { FromWorker, IProgram } from './worker-messages';

export interface IFrameRunOptions {
  message: IRunMessage;
  /** A worker for one program. */
  take: () => SandboxWorker;
  /** Gives a worker back to the pool. */
  release: (worker: SandboxWorker) => void;
  tell: (message: FromFrame) => void;
}

export class FrameRun {
  constructor(private _options: IFrameRunOptions) {
    const { message, tell } = _options;
    const { id, code, name, files, stdin, modules, cases, timeLimitMs, showsValue, remote } =
      message;
    this.id = id;
    this._program = {
      code,
      name,
      files,
      input: { lines: stdin?.match(/[^\n]*\n|[^\n]+$/g) ?? [], open: stdin === null },
      seed: crypto.getRandomValues(new Uint32Array(1))[0],
      modules,
      cases,
      showsValue,
      remote
    };
    this._batch = new OutputBatch(output => tell({ type: 'output', id, ...output }));
    const waitLimitMs = stdin === null ? WAIT_LIMIT_MS : FILES_WAIT_LIMIT_MS;
    this._clock = new RunClock(timeLimitMs, waitLimitMs, () =>
      this._end('timeout', timeLimitSentence(timeLimitMs))
    );
    this._watch = new WaitWatch(this._clock);
    this.finished = new Promise(resolve => {
      this._resolve = resolve;
    });
    this._worker = this._begin();
    this.started = this._worker.ready.catch(() => undefined);
  }

  readonly id: number;
  /** Settles when the program has started, or will not start. */
  readonly started: Promise<void>;
  readonly finished: Promise<void>;

  stop(): void {
    this._end('stopped', STOPPED_SENTENCE);
  }

  answer(line: string | null): void {
    if (this._waiting === null || this._over) {
      return;
    }
    const again = this._waiting === 'again';
    this._waiting = null;
    // The terminal that people know shows what is typed.
    this._batch.add({ stream: 'stdout', text: `${line ?? ''}\n` });
    this._program.input.lines.push(...(line === null ? [] : [`${line}\n`]));
    this._program.input.open = line !== null;
    if (again) {
      this._worker = this._begin();
    } else {
      this._go();
      this._options.tell({ type: 'loaded', id: this.id });
      this._worker.send({ type: 'answer', line });
    }
  }

  /** The packages that were asked for. A program that is run again gets them again. */
  wheels(wheels: IWheel[]): void {
    if (this._needs && !this._over) {
      this._needs = false;
      this._wheels.push(...wheels);
      this._go();
      this._options.tell({ type: 'loaded', id: this.id });
      this._worker.send({ type: 'wheels', wheels });
    }
  }

  /** Something that test code, or the program that it calls, is told by the other. */
  post(json: string): void {
    if (!this._over) {
      this._worker.send({ type: 'post', json });
    }
  }

  private _go(): void {
    this._watch.end();
    this._clock.run();
  }

  /** The clocks of frame and page stand still while a file or an interpreter comes. */
  private _waitToGoOn(waits: boolean): void {
    if (!this._over) {
      if (waits) {
        this._clock.pause();
      } else {
        this._clock.run();
      }
      this._options.tell({ type: waits ? 'waits' : 'loaded', id: this.id });
    }
  }

  private _begin(): SandboxWorker {
    const { take, tell } = this._options;
    const worker = take();
    this._supplied = false;
    const output = new OutputReplay(this._printed, piece => {
      this._batch.add(piece);
      this._printed += printedLength(piece);
    });
    const held = new HeldOutput(this._unsettled, message => this._hear(message, output));
    worker.onMessage = message => held.hear(message);
    worker.onWait = waits => this._waitToGoOn(waits);
    worker.ready.then(
      () => {
        if (!this._over) {
          tell({ type: 'started', id: this.id });
          this._go();
          worker.start(this._program);
        }
      },
      (error: Error) => this._end('crashed', `The code could not be started: ${error.message}`)
    );
    return worker;
  }

  private _hear(message: FromWorker, output: OutputReplay): void {
    if (this._over || this._waiting === 'again') {
      return;
    }
    switch (message.type) {
      case 'output':
        output.add(message);
        break;
      case 'ask':
        this._ask(message.prompt, message.again);
        break;
      case 'need':
        this._need(message.modules);
        break;
      case 'pong':
        this._watch.pong();
        break;
      case 'case':
      case 'answer':
        this._begunCases();
        this._batch.flush();
        this._options.tell({ ...message, id: this.id });
        break;
      case 'post':
        this._options.tell({ ...message, id: this.id });
        break;
      case 'ended':
        this._end(message.state, message.error);
        break;
    }
  }

  /** The time of the cases is there as soon as the first of them begins. */
  private _begunCases(): void {
    if (!this._hasBegunCases) {
      this._hasBegunCases = true;
      this._clock.extend(this._options.message.caseTimeMs);
    }
  }

  /** Asks the page for packages: for each module once in a run, however often the program asks. */
  private _need(modules: readonly string[]): void {
    if (this._needs) {
      return;
    }
    const unknown = modules.filter(name => !this._asked.has(name));
    const asked = unknown.slice(0, MODULES_LIMIT - this._asked.size);
    if (asked.length > 0) {
      asked.forEach(name => this._asked.add(name));
      this._needs = this._supplied = true;
      this._watch.begin(() => this._worker.send({ type: 'ping' }));
      this._options.tell({ type: 'need', id: this.id, modules: asked });
    } else {
      this._worker.send({ type: 'wheels', wheels: this._supplied ? [] : this._wheels });
      this._supplied = true;
    }
  }

  private _ask(prompt: string, again: boolean): void {
    if (this._waiting !== null) {
      return;
    }
    this._watch.begin(again ? null : () => this._worker.send({ type: 'ping' }));
    this._waiting = again ? 'again' : 'there';
    if (again) {
      this._options.release(this._worker);
    }
    this._batch.flush();
    this._options.tell({ type: 'ask', id: this.id, prompt });
  }

  private _end(state: IEndedMessage['state'], error: string | null): void {
    if (this._over) {
      return;
    }
    this._over = true;
    this._watch.end();
    this._clock.stop();
    this._options.release(this._worker);
    this._batch.flush();
    const durationMs = this._clock.elapsedMs;
    this._options.tell({ type: 'ended', id: this.id, state, error, durationMs });
    this._resolve();
  }

  private _program: IProgram;
  private _worker: SandboxWorker;
  private _batch: OutputBatch;
  private _clock: RunClock;
  private _over = false;
  private _hasBegunCases = false;
  /**
   * Whether the program waits for a line in its worker, or runs again for it; null when it does
   * neither.
   */
  private _waiting: 'there' | 'again' | null = null;
  private _unsettled = new Set<number>();
  private _watch: WaitWatch;
  /** Modules that the page was asked for, and all that it gave. */
  private _asked = new Set<string>();
  private _wheels: IWheel[] = [];
  /** The page was asked and has not answered yet. */
  private _needs = false;
  /** The worker was given what there is. */
  private _supplied = false;
  /** What the program itself has printed, as the replay counts. */
  private _printed = 0;
  private _resolve!: () => void;
}
