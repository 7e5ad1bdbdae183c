/**
 * Calls a program as the cases of a question say, and tells what it answers. What a case expects is
 * not known here: it is compared where the program does not run.
 *
 * Nobody outside of a program sees its names, so those that cases call are put at its end, each in
 * a function that gives what has the name.
 */
import { ANSWER_LIMIT } from '../limits';
import type { ICaseOrder, IStepOrder } from '../cases/orders';
import type { OfCase } from '../cases/told';
import { TOO_LARGE, decoded, encoded } from './case-values';

const now = performance.now.bind(performance);
const { stringify } = JSON;
const { apply, construct, getPrototypeOf } = Reflect;

/** A name that no program has by accident. */
const HOOK = '__interviewNames';

const TOO_LARGE_TEXT = '{"tooLarge":true}';

type Find = () => unknown;

/** The code with the names at its end; no line of the code moves. */
export function withNames(code: string, names: readonly string[]): string {
  const pairs = names.map(name => `${name}: () => ${name}`);
  return names.length === 0 ? code : `${code}\n;${HOOK}({${pairs.join(',')}});`;
}

/** The names that cases call, each once. */
export function namesOf(cases: readonly ICaseOrder[]): string[] {
  const names = cases.flatMap(each => [
    ...(each.call === undefined ? [] : [each.call]),
    ...(each.steps ?? []).flatMap(step => (step.new === null ? [] : [step.new]))
  ]);
  return [...new Set(names)];
}

/** Lets a program that ends with names hand them over; `finders` has them when it did. */
export function awaitNames(): { finders: Record<string, Find> } {
  const found: { finders: Record<string, Find> } = { finders: {} };
  const value = (finders: Record<string, Find>): void => {
    found.finders = finders;
    Reflect.deleteProperty(globalThis, HOOK);
  };
  Object.defineProperty(globalThis, HOOK, { value, configurable: true });
  return found;
}

export async function* answers(
  finders: Record<string, Find>,
  cases: readonly ICaseOrder[]
): AsyncGenerator<OfCase> {
  for (const order of cases) {
    yield { type: 'case', index: order.index };
    const begun = now();
    const json =
      order.steps === undefined
        ? await called(finders, order)
        : await stepped(finders, order.steps);
    yield { type: 'answer', index: order.index, json, ms: now() - begun };
  }
}

async function called(finders: Record<string, Find>, order: ICaseOrder): Promise<string> {
  const { call = '', args = [], givesArgs = false } = order;
  const given = args.map(decoded);
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
    const given = step.args.map(decoded);
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
function functionOf(finders: Record<string, Find>, name: string): Called | null {
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
function raised(error: unknown): string {
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
