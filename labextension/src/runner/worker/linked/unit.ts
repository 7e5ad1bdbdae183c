/** A file of a program that can be imported and required, and evaluated once. */
import { emptyNamespace } from './namespace';
import type { IBinding, IReadFile, ISource } from './sources';

type Require = (specifier: unknown) => unknown;

/** What a file gets of the graph. */
export interface ITools {
  require: Require & { main: unknown };
  import: (specifier: unknown) => Promise<unknown>;
  setMain: (module: unknown) => void;
  main: () => unknown;
}

export abstract class Unit implements ISource {
  constructor(readonly read: IReadFile) {}

  get name(): string {
    return this.read.name;
  }

  readonly namespace = emptyNamespace();

  abstract names(): readonly string[] | null;
  abstract find(name: string, seen?: Set<string>): IBinding | null;
  /** Once; returns a promise while it is not done. */
  abstract evaluate(): Promise<void> | null;
  /** What `require` gives. */
  abstract required(): unknown;

  protected _binding(name: string): IBinding {
    return {
      identity: `${this.name}\n${name}`,
      get: () => (this.namespace as Record<string, unknown>)[name]
    };
  }
}
