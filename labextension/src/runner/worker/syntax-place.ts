/**
 * Where code fails to parse, which no browser tells of a module: acorn reads it and does not run
 * it. The place stands before the sentence in the form of the other errors, `solution.js:2:9`.
 */
import type { IProgramFile } from './stack';

export interface IAcorn {
  parse(code: string, options: Record<string, unknown>): unknown;
  parseExpressionAt(code: string, offset: number, options: object): { end: number };
}

export const SYNTAX = { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true };

export interface IPlace {
  line: number;
  /** Counted from 1. */
  column: number;
}

export interface ISyntaxFault extends IPlace {
  /** What acorn says is wrong. */
  message: string;
}

/** The first place that acorn does not understand, if there is one. */
export function findSyntaxError(acorn: IAcorn, code: string): ISyntaxFault | null {
  try {
    acorn.parse(code, SYNTAX);
  } catch (error) {
    const { loc, message } = error as { loc?: { line: number; column: number }; message: string };
    return loc === undefined
      ? null
      : { line: loc.line, column: loc.column + 1, message: message.replace(/ \(\d+:\d+\)$/, '') };
  }
  return null;
}

export function placeSyntaxError(
  code: string,
  sentence: string,
  place: IPlace | null,
  file: Pick<IProgramFile, 'name'>
): string {
  if (place === null) {
    return sentence;
  }
  const { line, column } = place;
  const text = code.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1] ?? '';
  const shown =
    text.length > 120 ? [] : [text, `${text.slice(0, column - 1).replace(/\S/g, ' ')}^`];
  return [`${file.name}:${line}:${column}`, ...shown, sentence].join('\n');
}
