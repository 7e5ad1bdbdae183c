/** What the files of a program are once they have been read. */
import type { Place } from '../positions';
import type { IProgramFile } from '../stack';
import type { IFileText } from './analysis';
import type { FileFault } from './fault';

/** What can be imported. */
export interface ISource {
  readonly name: string;
  /** What `import *` gives. */
  readonly namespace: object;
  /** Null while nobody knows: a script tells its exports by running. */
  names(): readonly string[] | null;
  /** Where a name is kept: what it is of, and how it is read. Null for a name that is not there. */
  find(name: string, seen?: Set<string>): IBinding | null;
}

export interface IBinding {
  /** Equal for one and the same binding; null where two files export different things so. */
  identity: string | null;
  get: () => unknown;
}

/** A file before it is a unit. */
export interface IReadFile {
  name: string;
  /** As its author wrote it. */
  text: string;
  kind: 'code' | 'json' | 'other';
  /** Of code that was understood. */
  code: IFileText | null;
  /** From the body of the code to the text. */
  place: Place;
  fault: FileFault | null;
  /** How stacks know it. */
  file: IProgramFile;
}

/** A module of the engine's or of Node's: its names are known and it has run. */
export class ForeignSource implements ISource {
  constructor(
    readonly name: string,
    readonly namespace: object
  ) {}

  names(): readonly string[] {
    return Object.keys(this.namespace);
  }

  find(name: string): IBinding | null {
    return Object.hasOwn(this.namespace, name)
      ? {
          identity: `${this.name}\n${name}`,
          get: () => (this.namespace as Record<string, unknown>)[name]
        }
      : null;
  }
}
