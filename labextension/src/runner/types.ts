/**
 * What a caller of the runner sees: one run at a time, its output as it comes, one end.
 * Nothing here knows of interviews, people or the network.
 */
import type { ISignal } from '@lumino/signaling';

export type RunLanguage = 'javascript' | 'python';

/** How a run ended. Only `ok` and `error` are verdicts on the code itself. */
export type RunState = 'ok' | 'error' | 'timeout' | 'stopped' | 'crashed';

export type OutputStream = 'stdout' | 'stderr';

export interface IRunnerStatus {
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  /** 0..1 of the bytes to fetch and the first start of the interpreter. */
  progress: number;
  /** One English sentence, or the empty string when there is nothing to say. */
  message: string;
}

export interface IRunRequest {
  language: RunLanguage;
  code: string;
  /** Milliseconds of running, loading not counted. Default 10,000. */
  timeLimitMs?: number;
  /** Called in the order of printing, never after `finished` has settled. */
  onOutput(stream: OutputStream, text: string): void;
}

export interface IRunOutcome {
  state: RunState;
  /** What a person should read (traceback, stack, sentence); null when the run was fine. */
  error: string | null;
  /** Milliseconds from the first line of the code to the end; 0 when it never started. */
  durationMs: number;
  /** More was printed than OUTPUT_LIMIT_BYTES, and the rest was thrown away. */
  truncated: boolean;
}

export interface IRunHandle {
  /** Never rejects. */
  readonly finished: Promise<IRunOutcome>;
  /** Ends the run within a second, whatever it is doing. Harmless after its end. */
  stop(): void;
}

export interface IRunner {
  run(request: IRunRequest): IRunHandle;
  /** Loads what the language needs and makes a spare worker. Rejects with a sentence. */
  warm(language: RunLanguage): Promise<void>;
  status(language: RunLanguage): IRunnerStatus;
  readonly statusChanged: ISignal<IRunner, RunLanguage>;
  /** Spare workers (about 120 MB for Python) are dropped while nobody looks. */
  setVisible(visible: boolean): void;
  dispose(): void;
}

export interface ISandboxRunnerOptions {
  /** Address of `runner.html`, answered with its Content-Security-Policy header. */
  frameUrl: string;
  /** Folder of `manifest.json` and of the files it names. */
  assetsUrl: string;
  /** Where the hidden frame is put; `document.body` by default. */
  host?: HTMLElement;
}
