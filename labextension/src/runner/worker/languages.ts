/** The languages that run in the engine itself, and how each becomes JavaScript. */
import type { IConnection } from './connect';
import type { Place } from './positions';
import type { IPlace } from './syntax-place';

/** The code could not be turned into JavaScript. */
export class CodeError extends SyntaxError {
  constructor(
    message: string,
    readonly place: IPlace | null
  ) {
    super(message);
  }
}

export interface ITranslated {
  script: string;
  /** Where a place of the script is in the code. */
  place: Place;
  /** Another, slower way to translate it, to be tried when this one does not parse. */
  again?: () => Promise<ITranslated>;
}

export interface IModuleLanguage {
  /** The code as JavaScript. Rejects with a CodeError. */
  translate: (code: string) => Promise<ITranslated>;
}

/** The language of a file by its name, of a program in one of the two. */
export function languageOf(name: string, otherwise: IModuleLanguage): IModuleLanguage {
  return /\.(?:[mc]?js|jsx)$/.test(name) ? JAVASCRIPT : otherwise;
}

export const JAVASCRIPT: IModuleLanguage = {
  translate: script => Promise.resolve({ script, place: position => position })
};

/** What the files with compilers export. */
export interface ICompiler {
  /** The script; null when the compiler knows that it cannot translate this. Throws a fault. */
  compile(code: string): ITranslated | null;
}

const NO_COMPILER = 'The TypeScript compiler could not be loaded';

/** Thrown by compilers; they are files of their own and so know no class of ours. */
export interface ICompileFault {
  message: string;
  place: IPlace | null;
}

/**
 * TypeScript without its types, which are not checked. Sucrase does it immediately; TypeScript's
 * own compiler, which takes a while to be read, does what Sucrase cannot.
 */
export function typescript({ exportsOf }: Pick<IConnection, 'exportsOf'>): IModuleLanguage {
  const compiled = async (
    role: 'sucrase' | 'compiler',
    code: string
  ): Promise<ITranslated | null> => {
    const compiler = (await exportsOf(role)) as ICompiler | null;
    if (compiler === null) {
      throw new CodeError(NO_COMPILER, null);
    }
    try {
      return compiler.compile(code);
    } catch (error) {
      const { message, place } = error as ICompileFault;
      throw new CodeError(message, place ?? null);
    }
  };
  const again = async (code: string): Promise<ITranslated> =>
    (await compiled('compiler', code)) as ITranslated;
  // What is known to be needed is read before there is a program.
  void exportsOf('sucrase');
  return {
    translate: async code => {
      const quick = await compiled('sucrase', code);
      return quick === null ? again(code) : { ...quick, again: () => again(code) };
    }
  };
}
