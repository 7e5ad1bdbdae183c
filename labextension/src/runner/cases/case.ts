/**
 * The cases of a question: what is called, and what is expected of it. As JSON they are those of
 * `jupyter_interview/questions/case_json.py`.
 */
import type { IComparison } from './compare';
import type { ICaseOrder } from './orders';
import type { RunLanguage } from '../types';
import type { Value } from './values';

/** A value, and how the answer is compared with it. */
export interface IExpected {
  value: Value;
  comparison: IComparison;
}

/** Any error; or one in whose message an expression is found; or one of a class, by language. */
export interface IRaises {
  message: string | null;
  classes: Partial<Record<RunLanguage, string>> | null;
}

export interface ICall {
  kind: 'call';
  function: string;
  args: readonly Value[];
  returns: IExpected | null;
  raises: IRaises | null;
  /** What the arguments are afterwards. */
  changes: IExpected | null;
}

/** An object is made of `new` and called `target`, or `call` of it is called. */
export interface IStep {
  target: string;
  new: string | null;
  call: string | null;
  args: readonly Value[];
  returns: IExpected | null;
  raises: IRaises | null;
}

export interface ISteps {
  kind: 'steps';
  steps: readonly IStep[];
}

/** A run of the whole program, with all of its input and what it prints. */
export interface IWhole {
  kind: 'whole';
  stdin: string;
  stdout: IExpected;
}

/** A call that returns a statement of SQL; its rows are compared, on the tables of a script. */
export interface IRows {
  kind: 'rows';
  function: string;
  args: readonly Value[];
  tables: string;
  rows: readonly Value[];
  ordered: boolean;
}

/** A test of a file with test code, which runs where the program is not. */
export interface IOutside {
  kind: 'outside';
  file: string;
  /** What it is called in the file. */
  test: string;
}

export type Action = ICall | ISteps | IWhole | IRows | IOutside;

export interface ICase {
  name: string;
  points: number;
  feedback: string;
  group: string | null;
  allOrNothing: boolean;
  /** Runs in an interpreter of its own. */
  fresh: boolean;
  /** Its own limit, if it has one. */
  seconds: number | null;
  action: Action;
}

/** The cases of one side of a question, as the contract has them: its writer has checked them. */
export function casesOf({ cases }: { cases: readonly object[] }): readonly ICase[] {
  return cases as readonly ICase[];
}

/** Cases as the contract has them. */
export function jsonOf(cases: readonly ICase[]): Record<string, unknown>[] {
  return cases.map(each => ({ ...each }));
}

/** Names of functions that are not those of a case in the way of the language. */
export type Names = Partial<Record<RunLanguage, Readonly<Record<string, string>>>>;

/** What a function is called in this language. */
export function nameIn(language: RunLanguage, name: string, names: Names): string {
  const own = names[language] ?? (language === 'typescript' ? names.javascript : undefined) ?? {};
  if (Object.hasOwn(own, name)) {
    return own[name];
  }
  return language === 'python' ? name : camelCase(name);
}

/** A name in snake_case as JavaScript has it; underscores at its beginning stay. */
function camelCase(name: string): string {
  const [, start, bare] = /^(_*)(.*)$/s.exec(name) as unknown as [string, string, string];
  const [first, ...others] = bare.split('_');
  return (
    start + first + others.map(part => part.slice(0, 1).toUpperCase() + part.slice(1)).join('')
  );
}

/** What a case calls that which has this name in the language: the way back of `nameIn`. */
export function nameFrom(language: RunLanguage, name: string, names: Names): string {
  const own = names[language] ?? (language === 'typescript' ? names.javascript : undefined) ?? {};
  const known = Object.entries(own).find(([, each]) => each === name)?.[0];
  return known ?? (language === 'python' ? name : snakeCase(name));
}

/** The way back of `camelCase`. The name of a class stays as it is. */
function snakeCase(name: string): string {
  return /^[A-Z]/.test(name)
    ? name
    : name.replace(/(?!^)[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** What the program's worker is told of a case; null for one that it is told nothing of. */
export function orderOf(
  { action }: ICase,
  index: number,
  language: RunLanguage,
  names: Names
): ICaseOrder | null {
  const named = (name: string): string => nameIn(language, name, names);
  switch (action.kind) {
    case 'call': {
      const givesArgs = action.changes !== null;
      return { index, call: named(action.function), args: action.args, givesArgs };
    }
    case 'rows':
      return { index, call: named(action.function), args: action.args, givesArgs: false };
    case 'steps':
      return {
        index,
        steps: action.steps.map(({ target, new: made, call, args }) => ({
          target,
          new: made,
          call: call === null ? null : named(call),
          args
        }))
      };
    case 'whole':
    case 'outside':
      return null;
  }
}
