/**
 * One run inside the frame: starts its worker, passes output on, and ends it exactly once.
 *
 * A program may ask for a line of input. A worker that can wait for it does. One that cannot
 * (JavaScript has no way to wait in the middle of a function) is ended, and when the line is there
 * the program is run again from its start in a new worker with all the lines so far; what it has
 * printed before is not printed again.
 */
import { STOPPED_SENTENCE, timeLimitSentence } from '../limits';
import type { FromFrame, IEndedMessage, IRunMessage, IWheel } from '../messages';
import { RunClock } from '../run-clock';
import { HeldOutput } from './held-output';
import { OutputBatch } from './output-batch';
import { OutputReplay, printedLength } from './output-replay';
import type { SandboxWorker } from './sandbox-worker';
import type { FromWorker, IProgram } from './worker-messages';

export interface IFrameRunOptions {
  message: IRunMessage;
  /** A worker for one program. */
  take: () => SandboxWorker;
  /** Gives a worker back to whoever lent it. */
  release: (worker: SandboxWorker) => void;
  tell: (message: FromFrame) => void;
}

export class FrameRun {
  constructor(private _options: IFrameRunOptions) {
    const { message, tell } = _options;
    const { id, code, stdin, modules, tests, timeLimitMs, showsValue } = message;
    this.id = id;
    this._program = {
      code,
      input: { lines: stdin?.match(/[^\n]*\n|[^\n]+$/g) ?? [], open: stdin === null },
      seed: crypto.getRandomValues(new Uint32Array(1))[0],
      modules,
      tests,
      showsValue
    };
    this._batch = new OutputBatch(output => tell({ type: 'output', id, ...output }));
    this._clock = new RunClock(timeLimitMs, () =>
      this._end('timeout', timeLimitSentence(timeLimitMs))
    );
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
      this._clock.run();
      this._worker.send({ type: 'answer', line });
    }
  }

  wheels(wheels: IWheel[]): void {
    this._wheels = wheels;
    this._worker.send({ type: 'wheels', wheels });
  }

  private _begin(): SandboxWorker {
    const { take, tell } = this._options;
    const worker = take();
    const output = new OutputReplay(this._printed, piece => {
      this._batch.add(piece);
      this._printed += printedLength(piece);
    });
    const held = new HeldOutput(this._unsettled, message => this._hear(message, output));
    worker.onMessage = message => held.hear(message);
    worker.onWait = waits => (waits ? this._clock.pause() : this._clock.run());
    worker.ready.then(
      () => {
        if (!this._over) {
          if (!this._clock.hasStarted) {
            tell({ type: 'started', id: this.id });
          }
          this._clock.run();
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
    const { id } = this;
    switch (message.type) {
      case 'output':
        output.add(message);
        break;
      case 'ask':
        this._ask(message.prompt, message.again);
        break;
      case 'need':
        if (this._wheels === null) {
          this._clock.pause();
          this._options.tell({ type: 'need', id, modules: message.modules });
        } else {
          this._worker.send({ type: 'wheels', wheels: this._wheels });
        }
        break;
      case 'loaded':
        this._clock.run();
        this._options.tell({ type: 'loaded', id });
        break;
      case 'test':
        this._options.tell({ type: 'test', id, result: message.result });
        break;
      case 'ended':
        this._end(message.state, message.error);
        break;
    }
  }

  private _ask(prompt: string, again: boolean): void {
    if (this._waiting !== null) {
      return;
    }
    this._clock.pause();
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
  /** Where the program waits for a line, if it does. */
  private _waiting: 'there' | 'again' | null = null;
  private _wheels: IWheel[] | null = null;
  private _unsettled = new Set<number>();
  /** What the program itself has printed, as the replay counts. */
  private _printed = 0;
  private _resolve!: () => void;
}
