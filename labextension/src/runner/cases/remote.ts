/**
 * What test code and the program that it calls are told of each other. They run in two workers, which
 * send each other posts: texts of JSON that `exchange.ts` reads on their way.
 */
import { OUTCOME_LIMIT } from '../limits';

export type IRemoteRole =
  /** A program that is called. These of its names may be asked for. */
  { role: 'serves'; names: readonly string[] } | ITestsRole;

/** Test code, with the program's text and language. */
export interface ITestsRole {
  role: 'tests';
  source: string;
  language: string;
  /** The tests that are to be run, in this order. */
  run: readonly { index: number; test: string }[];
}

export interface IPost {
  type: 'post';
  json: string;
}

export function parsePost({ json }: Record<string, unknown>): IPost | null {
  return typeof json === 'string' && json.length <= OUTCOME_LIMIT ? { type: 'post', json } : null;
}
