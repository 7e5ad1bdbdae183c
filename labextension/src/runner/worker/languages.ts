/** The languages that run as modules of the engine itself. */
import { CodeError } from './module-program';
import type { IModuleLanguage } from './module-program';

export const JAVASCRIPT: IModuleLanguage = { fileName: 'solution.js', translate: code => code };

export interface ISucrase {
  transform(code: string, options: Record<string, unknown>): { code: string };
}

/** TypeScript without its types: they are not checked, only left out, and lines stay lines. */
export function typescript(sucrase: ISucrase): IModuleLanguage {
  return {
    fileName: 'solution.ts',
    translate: code => {
      try {
        return sucrase.transform(code, {
          transforms: ['typescript'],
          disableESTransforms: true,
          keepUnusedImports: true
        }).code;
      } catch (error) {
        throw codeErrorOf(error);
      }
    }
  };
}

/** Sucrase says "Error transforming: Unexpected token (2:5)". */
function codeErrorOf(error: unknown): CodeError {
  const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
  const sentence = message.replace(/^Error transforming[^:]*: /, '').replace(/ \(\d+:\d+\)$/, '');
  return new CodeError(sentence, loc ?? null);
}
