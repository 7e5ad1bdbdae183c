/**
 * What an adapter is: the one module that knows a language. Everything else of a pack is the same
 * for all of them (`worker/pack-program.ts`).
 *
 * The module exports `boot`. It is called once in a fresh worker, which runs one program.
 */
import type { WorkerEnd } from '../sandbox/worker-messages';
import type { ITextFile } from '../types';

/** The files of the language, by the names in its data. */
export interface IPackParts {
  module(name: string): WebAssembly.Module;
  blob(name: string): Blob;
}

/** The only way out for a program. */
export interface IPackOutput {
  out(text: string): void;
  err(text: string): void;
  /** One thing that is shown as HTML, beside its plain form. Both are bounded, see `limits.ts`. */
  show(text: string, html: string): void;
}

export interface IPackProgram {
  /** All files, the one that is run among them. */
  files: readonly ITextFile[];
  /** The name of the one that is run. */
  entry: string;
}

export interface IPackEnd {
  state: WorkerEnd;
  /** What a person reads; null when the program ended well. */
  error: string | null;
  /** Where it went wrong, if that is known and `error` does not say it. */
  place?: { file: string; line: number; column: number };
}

export interface IBooted {
  run(program: IPackProgram): IPackEnd | Promise<IPackEnd>;
}

export type Boot = (parts: IPackParts, output: IPackOutput) => Promise<IBooted>;

export interface IAdapter {
  boot: Boot;
}
