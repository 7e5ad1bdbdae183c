/** Errors in the files of a program that are found before the file runs, with their place. */
import { placeSyntaxError } from '../syntax-place';
import type { IPlace } from '../syntax-place';

export interface IFileFault {
  /** The file in which something is wrong, and its text. */
  name: string;
  text: string;
  place: IPlace | null;
  /** What kind of error, and what it says. */
  kind: ErrorConstructor | SyntaxErrorConstructor | TypeErrorConstructor;
  message: string;
  code?: string;
  advice?: string | null;
}

export class FileFault {
  constructor(readonly about: IFileFault) {}

  /** For the program, which may catch it. It is one and the same each time. */
  get error(): Error {
    if (this._error === null) {
      const { kind, message, code } = this.about;
      this._error = new kind(message);
      if (code !== undefined) {
        Object.assign(this._error, { code });
      }
      FOUND.set(this._error, this);
    }
    return this._error;
  }

  /** For a person. */
  get told(): string {
    const { name, text, place, kind, message, code, advice } = this.about;
    const heading = `${kind.name}${code?.startsWith('ERR_') ? ` [${code}]` : ''}: ${message}`;
    const shown = placeSyntaxError(text, heading, place, { name });
    return advice ? `${shown}\n${advice}` : shown;
  }

  private _error: Error | null = null;
}

const FOUND = new WeakMap<object, FileFault>();

/** What a person should read of such an error; null for any other. */
export function toldOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null ? (FOUND.get(error)?.told ?? null) : null;
}
