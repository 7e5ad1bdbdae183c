/** What Run runs: a file of the interview with the others beside it, as it was at that moment. */
import { digest } from 'lib0/hash/sha256';
import type { IAuthor, IFile, IProgram, Language } from '../../contract/protocol';
import type { ITextFile } from '../../runner/types';

/** A program, and for whom it is run. */
export interface IRunnable {
  readonly language: Language;
  /** The name of the file that is run. */
  readonly name: string;
  readonly code: string;
  /** All others. */
  readonly files: readonly ITextFile[];
  /** The Yjs state vector of the document that the texts were read from. */
  readonly stateVector: Uint8Array;
  readonly showsValue: boolean;
  readonly user: IAuthor | null;
}

/** A program that is run against tests. Of texts that were fetched, no state of a document is known. */
export type IProgramToTest = Pick<IRunnable, 'language' | 'name' | 'code' | 'files'> & {
  readonly stateVector: Uint8Array | null;
};

export interface IProgramSource {
  /** What is run. */
  program: IFile;
  files: readonly IFile[];
  textOf: (file: IFile) => string;
}

/** Null for a file that is no program. */
export function programOf({
  program,
  files,
  textOf
}: IProgramSource): Pick<IRunnable, 'language' | 'name' | 'code' | 'files'> | null {
  const { id, name, language } = program;
  if (language === null) {
    return null;
  }
  const others = files.filter(file => file.id !== id);
  return {
    language,
    name,
    code: textOf(program),
    files: others.map(file => ({ name: file.name, text: textOf(file) }))
  };
}

/** The program as the log keeps it: hashes, which show later which texts ran. */
export function toldOf({ name, code, files, stateVector }: IProgramToTest): IProgram {
  const all = [{ name, text: code }, ...files];
  return {
    name,
    files: all.map(file => ({ name: file.name, sha256: sha256(file.text) })),
    stateVector: stateVector && base64(stateVector)
  };
}

export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}

/** In hexadecimal digits. `crypto.subtle` is not there on pages without TLS. */
export function sha256(text: string): string {
  const bytes: Uint8Array = digest(new TextEncoder().encode(text));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
