/**
 * Compares what a program answered with what a test expects. Comparing runs no code of the
 * program's, so a program passes a test by the right value alone.
 *
 * `jupyter_interview/questions/compare.py` does the same, and `tests/corpus/comparisons.json` checks
 * both.
 */
import { DEPTH_LIMIT } from './values';
import type { Value } from './values';

export type Way = 'equal' | 'exact' | 'close' | 'unordered' | 'one_of' | 'matches' | 'lines';

/** How an answer is compared; the tolerances are those of `close`, or the usual ones. */
export interface IComparison {
  way: Way;
  relative: number;
  absolute: number;
}

export const RELATIVE = 1e-9;
export const ABSOLUTE = 1e-12;
/** The most UTF-16 units of a text in which a regular expression is looked for. */
export const MATCHED_LIMIT = 2000;
/** The most members that are paired by trying them all, where order does not count. */
const ALIKE_LIMIT = 500;
/** The most values that are looked at in such trials, of all sets of an answer together. */
export const TRIED_LIMIT = 100_000;

export const EQUAL: IComparison = { way: 'equal', relative: RELATIVE, absolute: ABSOLUTE };

/** Whether the answer is what the test expects. */
export function matches(comparison: IComparison, expected: Value, got: Value): boolean {
  const equality = new Equality(comparison);
  try {
    switch (comparison.way) {
      case 'equal':
      case 'exact':
      case 'close':
        return equality.holds(expected, got, 0);
      case 'unordered':
        return equality.inAnyOrder(members(expected), members(got), 0);
      case 'one_of':
        return (members(expected) ?? []).some(each => equality.holds(each, got, 1));
      case 'matches':
        return (
          typeof got === 'string' &&
          got.length <= MATCHED_LIMIT &&
          expressionOf(String(expected)).test(got)
        );
      case 'lines':
        return (
          typeof got === 'string' &&
          linesOf(String(expected)).join('\n') === linesOf(got).join('\n')
        );
    }
  } catch (error) {
    if (error === TOO_MUCH) {
      return false;
    }
    throw error;
  }
}

/** The lines of a text, without what nobody sees at their ends and at its end. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n').map(line => line.replace(/[ \t\r]+$/, ''));
  while (lines.length > 0 && lines[lines.length - 1] === '') {
    lines.pop();
  }
  return lines;
}

/** A regular expression of an author, who may write characters behind a backslash as in Python. */
export function expressionOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

const TOO_MUCH = new RangeError('The values lie too deep, or too many would have to be tried');

/** What a value is compared as, and its content. */
type Kind =
  | ['null' | 'other', null]
  | ['bool', boolean]
  | ['number', number | bigint]
  | ['text' | 'bytes' | 'date', string]
  | ['list' | 'tuple' | 'set', readonly Value[]]
  | ['map', readonly (readonly Value[])[]];

class Equality {
  constructor(private _comparison: IComparison) {}

  holds(one: Value, other: Value, depth: number): boolean {
    if (depth > DEPTH_LIMIT + 1) {
      throw TOO_MUCH;
    }
    this._count(1);
    const [kind, content] = this._kind(one);
    const [otherKind, otherContent] = this._kind(other);
    if (kind !== otherKind || kind === 'other') {
      return false;
    }
    switch (kind) {
      case 'number':
        return this._sameNumber(content, otherContent as number | bigint);
      case 'list':
      case 'tuple': {
        const others = otherContent as readonly Value[];
        return (
          content.length === others.length &&
          content.every((each, index) => this.holds(each, others[index], depth + 1))
        );
      }
      case 'set':
        return this.inAnyOrder(content, otherContent as readonly Value[], depth + 1);
      case 'map':
        return this._samePairs(content, otherContent as readonly (readonly Value[])[], depth + 1);
      default:
        return content === otherContent;
    }
  }

  /** Whether each member of one list has a member of the other to itself. */
  inAnyOrder(one: readonly Value[] | null, other: readonly Value[] | null, depth: number): boolean {
    if (one === null || other === null || one.length !== other.length) {
      return false;
    }
    this._count(one.length);
    const [expected, got] = this._texts.unlike(one, other);
    if ([...expected, ...got].every(each => typeof each === 'number')) {
      const [ours, theirs] = [expected, got].map(list => (list as number[]).sort((a, b) => a - b));
      return ours.every((each, index) => this.holds(each, theirs[index], depth + 1));
    }
    if (expected.length > ALIKE_LIMIT) {
      return false;
    }
    this._trials++;
    const isPaired = expected.every(each => {
      const at = got.findIndex(member => this.holds(each, member, depth + 1));
      if (at >= 0) {
        got.splice(at, 1);
      }
      return at >= 0;
    });
    this._trials--;
    return isPaired;
  }

  /**
   * Counts values that are looked at while members are tried with each other. How many that are is a product of
   * the lengths of all sets that lie in each other.
   */
  private _count(values: number): void {
    if (this._trials > 0) {
      this._tried += values;
      if (this._tried > TRIED_LIMIT) {
        throw TOO_MUCH;
      }
    }
  }

  private _kind(value: Value): Kind {
    switch (typeof value) {
      case 'boolean':
        return ['bool', value];
      case 'number':
        return ['number', value];
      case 'string':
        return ['text', value];
      case 'object':
        break;
      default:
        return ['other', null];
    }
    if (value === null) {
      return ['null', null];
    }
    if (Array.isArray(value)) {
      return ['list', value];
    }
    const entries = Object.entries(value as Record<string, Value>);
    const [tag, content] = entries[0] ?? ['', null];
    switch (entries.length === 1 ? tag : '') {
      case '$undefined':
        return ['null', null];
      case '$int':
        return ['number', BigInt(content as string)];
      case '$float':
        return ['number', content === 'nan' ? NaN : content === 'inf' ? Infinity : -Infinity];
      case '$tuple':
        return [this._comparison.way === 'exact' ? 'tuple' : 'list', content as Value[]];
      case '$set':
        return ['set', content as Value[]];
      case '$map':
        return ['map', content as Value[][]];
      case '$object':
        return ['map', Object.entries((content as Value[])[1] as object)];
      case '$bytes':
        return ['bytes', content as string];
      case '$date':
        return [
          'date',
          this._comparison.way === 'exact' ? (content as string) : moment(content as string)
        ];
      case '$other':
        return ['other', null];
      default:
        return ['map', entries];
    }
  }

  private _sameNumber(one: number | bigint, other: number | bigint): boolean {
    const { way, relative, absolute } = this._comparison;
    if (typeof one === 'bigint' && typeof other === 'bigint' && way !== 'close') {
      return one === other;
    }
    if (way === 'exact') {
      return isSame(one, other);
    }
    const [a, b] = [Number(one), Number(other)];
    if (typeof one !== typeof other && !(Number.isFinite(a) && Number.isFinite(b))) {
      return false;
    }
    if (a === b || (a !== a && b !== b)) {
      return true;
    }
    if (way !== 'close' && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
      return false;
    }
    if (!Number.isFinite(a) || !Number.isFinite(b)) {
      return false;
    }
    const apart = Math.abs(a - b);
    return apart <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
  }

  private _samePairs(
    pairs: readonly (readonly Value[])[],
    others: readonly (readonly Value[])[],
    depth: number
  ): boolean {
    const [keys, otherKeys] = [byText(pairs), byText(others)];
    if (keys === null || otherKeys === null) {
      return this.inAnyOrder(pairs, others, depth);
    }
    return (
      keys.size === otherKeys.size &&
      [...keys].every(
        ([key, value]) => otherKeys.has(key) && this.holds(value, otherKeys.get(key), depth)
      )
    );
  }

  private readonly _texts = new Texts();
  private _trials = 0;
  private _tried = 0;
}

/** Whether both are the very same number, of which one may be an integer of any size. */
function isSame(one: number | bigint, other: number | bigint): boolean {
  if (typeof one === typeof other) {
    return Object.is(one, other) || one === other;
  }
  const [plain, big] = typeof one === 'bigint' ? [other, one] : [one, other];
  return Number.isInteger(plain) && BigInt(plain) === big;
}

const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d*?)0*)?)?(?:Z|[+-]00:?00)?)?$/;

/** A date as one with its time: languages tell the same moment in several ways. */
function moment(text: string): string {
  const found = MOMENT.exec(text);
  if (found === null) {
    return text;
  }
  const [, day, minutes = '00:00', seconds = '00', fraction = ''] = found;
  return `${day}T${minutes}:${seconds}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The pairs by their keys, where all keys are texts. */
function byText(pairs: readonly (readonly Value[])[]): Map<string, Value> | null {
  return pairs.every(([key]) => typeof key === 'string')
    ? new Map(pairs.map(([key, value]) => [key as string, value]))
    : null;
}

function members(value: Value): readonly Value[] | null {
  if (Array.isArray(value)) {
    return value as readonly Value[];
  }
  const record = (value ?? {}) as Record<string, Value>;
  const found = record.$tuple ?? record.$set;
  return typeof value === 'object' && Array.isArray(found) ? found : null;
}

/** JSON of values that is the same for sets in any order, made once of each. */
class Texts {
  /**
   * The members of both that are left when those with the same text are paired, in the order of their
   * texts: what is almost the same is then in almost the same place.
   */
  unlike(one: readonly Value[], other: readonly Value[]): [Value[], Value[]] {
    const waiting = new Map<string, Value[]>();
    for (const each of this._inOrder(other)) {
      const text = this._of(each);
      const alike = waiting.get(text);
      if (alike === undefined) {
        waiting.set(text, [each]);
      } else {
        alike.push(each);
      }
    }
    const left = this._inOrder(one).filter(
      each => waiting.get(this._of(each))?.pop() === undefined
    );
    return [left, [...waiting.values()].flat()];
  }

  private _inOrder(values: readonly Value[]): Value[] {
    const texts = new Map(values.map(each => [this._of(each), [] as Value[]]));
    values.forEach(each => texts.get(this._of(each))?.push(each));
    return [...texts.keys()].sort().flatMap(text => texts.get(text) ?? []);
  }

  private _of(value: Value): string {
    if (typeof value !== 'object' || value === null) {
      return JSON.stringify(value);
    }
    let text = this._known.get(value);
    if (text === undefined) {
      text = this._made(value);
      this._known.set(value, text);
    }
    return text;
  }

  private _made(value: object): string {
    if (Array.isArray(value)) {
      return `[${value.map(each => this._of(each)).join()}]`;
    }
    const { $set, $map } = value as { $set?: unknown; $map?: unknown };
    if (Array.isArray($set)) {
      return `{"$set":[${this._sorted($set)}]}`;
    }
    if (Array.isArray($map) && byText($map as Value[][]) === null) {
      return `{"$map":[${this._sorted($map)}]}`;
    }
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${this._of(each)}`).join()}}`;
  }

  private _sorted(members: readonly Value[]): string {
    return members
      .map(each => this._of(each))
      .sort()
      .join();
  }

  private readonly _known = new WeakMap<object, string>();
}
