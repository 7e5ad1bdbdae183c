/**
 * Calls a program as cases say, or evaluates expressions at its end, and tells what it answers. What
 * a case expects is not known here: it is compared where the program does not run.
 *
 * Nobody outside of a program sees its names, so those that cases call are put at its end, each in
 * a function that gives what has the name. So are expressions, each in a function of its own.
 */
import { ANSWER_LIMIT, TEST_VALUE_LIMIT } from '../limits';
import type { ICaseOrder, IStepOrder } from '../cases/orders';
import type { IRemoteRole } from '../cases/remote';
import type { OfCase } from '../cases/told';
import { TOO_LARGE, decoded, encoded, isName } from './case-values';
import { inspect } from './inspect/inspect';
import { findSyntaxError } from './syntax-place';
import type { IAcorn } from './syntax-place';

const now = performance.now.bind(performance);
const { stringify } = JSON;
const { apply, construct, getPrototypeOf } = Reflect;

/** A name that no program has by accident. */
const HOOK = '__interviewCases';

const TOO_LARGE_TEXT = '{"tooLarge":true}';

export type Find = () => unknown;
type Expression = () => unknown;

/** What a program hands over at its end: what cases call, and expressions by their cases. */
export interface IHanded {
  finders: Record<string, Find>;
  expressions: Record<number, Expression | undefined>;
}

/** Why expressions are none, by the index of their cases. */
export type ExpressionFaults = ReadonlyMap<number, string>;

/** The code with what cases need at its end; no line of the code moves. */
export function withCases(
  code: string,
  cases: readonly ICaseOrder[],
  faults: ExpressionFaults,
  remote: IRemoteRole | null = null
): string {
  const served = remote?.role === 'serves' ? remote.names.filter(isBindable) : [];
  const names = new Set([...namesOf(cases), ...served]);
  const finders = [...names].map(name => `${name}: () => ${name}`);
  const expressions = cases.flatMap(({ index, expression }) =>
    expression === undefined || faults.has(index) ? [] : [`${index}: ${asFunction(expression)}`]
  );
  return cases.length === 0 && names.size === 0
    ? code
    : `${code}\n;${HOOK}({${finders.join(',')}},{${expressions.join(',')}});`;
}

/**
 * Which expressions cannot be read, so that a program with them could not be either. `translate`
 * makes JavaScript of the program's language.
 */
export async function expressionFaults(
  cases: readonly ICaseOrder[],
  translate: (code: string) => Promise<{ script: string }>,
  acorn: IAcorn
): Promise<ExpressionFaults> {
  const faults = new Map<number, string>();
  for (const { index, expression } of cases) {
    if (expression !== undefined) {
      try {
        const { script } = await translate(`(${asFunction(expression)});`);
        const fault = findSyntaxError(acorn, script);
        if (fault !== null) {
          faults.set(index, fault.message);
        }
      } catch (error) {
        faults.set(index, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return faults;
}

/** The names that cases call, each once. */
function namesOf(cases: readonly ICaseOrder[]): string[] {
  const names = cases.flatMap(each => [
    ...(each.call === undefined ? [] : [each.call]),
    ...(each.steps ?? []).flatMap(step => (step.new === null ? [] : [step.new]))
  ]);
  return [...new Set(names)];
}

/** Whether a name could be that of something in a program, and does not spoil it where it is none. */
function isBindable(name: string): boolean {
  return isName(name) && !RESERVED.has(name);
}

const RESERVED = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else ' +
    'enum eval export extends false finally for function if implements import in instanceof ' +
    'interface let new null package private protected public return static super switch this ' +
    'throw true try typeof var void while with yield'
  ).split(' ')
);

function asFunction(expression: string): string {
  return `async () => (${expression}\n)`;
}

/** Lets a program hand over at its end what cases need; `handed` has it when it did. */
export function awaitCases(): { handed: IHanded } {
  const found: { handed: IHanded } = { handed: { finders: {}, expressions: {} } };
  const value = (finders: IHanded['finders'], expressions: IHanded['expressions']): void => {
    found.handed = { finders, expressions };
    Reflect.deleteProperty(globalThis, HOOK);
  };
  Object.defineProperty(globalThis, HOOK, { value, configurable: true });
  return found;
}

export async function* answers(
  { finders, expressions }: IHanded,
  cases: readonly ICaseOrder[],
  faults: ExpressionFaults
): AsyncGenerator<OfCase> {
  for (const order of cases) {
    yield { type: 'case', index: order.index };
    const begun = now();
    const json =
      order.expression !== undefined
        ? await evaluated(expressions[order.index], faults.get(order.index))
        : order.steps === undefined
          ? await called(finders, order)
          : await stepped(finders, order.steps);
    yield { type: 'answer', index: order.index, json, ms: now() - begun };
  }
}

/** What an expression gives, with its value as the console prints it. */
async function evaluated(
  expression: Expression | undefined,
  fault: string | undefined
): Promise<string> {
  if (expression === undefined) {
    const message = fault ?? 'The program did not come to its end';
    return stringify({
      raised: { classes: [fault === undefined ? 'Error' : 'SyntaxError'], message }
    });
  }
  let value: unknown;
  let told: string;
  try {
    value = await expression();
    told = `"value":${encoded(value)}`;
  } catch (error) {
    if (error !== TOO_LARGE) {
      return raised(error);
    }
    told = '"tooLarge":true';
  }
  return `{${told},"text":${stringify(printed(value))}}`;
}

function printed(value: unknown): string {
  try {
    return inspect(value, { depth: 20 }).slice(0, TEST_VALUE_LIMIT);
  } catch {
    return 'A value that cannot be printed';
  }
}

async function called(finders: Record<string, Find>, order: ICaseOrder): Promise<string> {
  const { call = '', args = [], givesArgs = false } = order;
  const given = args.map(each => decoded(each));
  const found = functionOf(finders, call);
  const outcome =
    found === null ? missing(call) : await outcomeOf(() => apply(found, undefined, given));
  if (!givesArgs) {
    return outcome;
  }
  try {
    const text = `${outcome.slice(0, -1)},"args":${encoded(given)}}`;
    return text.length > 2 * ANSWER_LIMIT ? TOO_LARGE_TEXT : text;
  } catch {
    return TOO_LARGE_TEXT;
  }
}

async function stepped(
  finders: Record<string, Find>,
  steps: readonly IStepOrder[]
): Promise<string> {
  const objects = new Map<string, object>();
  let text = '';
  for (const step of steps) {
    const given = step.args.map(each => decoded(each));
    const outcome = await stepOf(finders, objects, step, given);
    text += `${text && ','}${outcome}`;
  }
  return text.length > 2 * ANSWER_LIMIT ? TOO_LARGE_TEXT : `{"steps":[${text}]}`;
}

async function stepOf(
  finders: Record<string, Find>,
  objects: Map<string, object>,
  { target, new: made, call }: IStepOrder,
  given: unknown[]
): Promise<string> {
  if (made !== null) {
    const kind = functionOf(finders, made);
    return kind === null
      ? missing(made)
      : outcomeOf(() => {
          objects.set(target, construct(kind, given) as object);
          return null;
        });
  }
  const object = objects.get(target) as Record<string, unknown> | undefined;
  const method: unknown = object?.[call ?? ''];
  return typeof method === 'function'
    ? outcomeOf(() => apply(method as Called, object, given))
    : missing(`${target}.${call}`);
}

type Called = (...args: unknown[]) => unknown;

/** The function or class of this name; null if the program has none. */
export function functionOf(finders: Record<string, Find>, name: string): Called | null {
  try {
    const found = finders[name]();
    return typeof found === 'function' ? (found as Called) : null;
  } catch {
    return null;
  }
}

function missing(name: string): string {
  return stringify({ missing: name });
}

async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    return `{"value":${encoded(await work())}}`;
  } catch (error) {
    return error === TOO_LARGE ? TOO_LARGE_TEXT : raised(error);
  }
}

/** The error with the names of its classes, from its own to the most general. */
export function raised(error: unknown): string {
  const classes: string[] = [];
  let message = '';
  try {
    if (error instanceof Error) {
      ({ message } = error);
      classes.push(String(error.name).slice(0, 100));
      let kind: object | null = getPrototypeOf(error);
      for (let count = 0; kind !== null && count < 20; count++) {
        const name: unknown = kind.constructor?.name;
        if (typeof name === 'string' && name !== classes[0]) {
          classes.push(name.slice(0, 100));
        }
        kind = getPrototypeOf(kind);
      }
    } else {
      classes.push(typeof error);
      message = String(error);
    }
  } catch {
    // An error whose own code fails is told by what is known of it.
  }
  return stringify({ raised: { classes, message: String(message).slice(0, 500) } });
}
