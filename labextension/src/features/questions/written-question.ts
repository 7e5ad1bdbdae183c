/** A question as somebody types it, and what is wrong with it before it can be loaded. */
import type { IWrittenCase, IWrittenQuestion, Language } from '../../contract/protocol';
import { isValue } from '../../runner/cases/values';

/** A test as it stands in its fields. */
export interface ITypedCase {
  name: string;
  call: string;
  /** Values of JSON with commas between them. */
  args: string;
  /** A value of JSON. */
  returns: string;
  hidden: boolean;
}

export interface ITypedQuestion {
  title: string;
  statement: string;
  language: Language;
  starter: string;
  cases: readonly ITypedCase[];
}

export type Fault = 'missing' | 'no_json' | 'no_value' | 'no_function' | 'twice';

/** A fault at a field of the test with this number; of the question itself where it is null. */
export interface IFault {
  at: number | null;
  field: 'title' | keyof Omit<ITypedCase, 'hidden'>;
  fault: Fault;
}

const FUNCTION = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function emptyCase(like?: ITypedCase): ITypedCase {
  return { name: '', call: like?.call ?? '', args: '', returns: '', hidden: false };
}

export function emptyQuestion(language: Language): ITypedQuestion {
  return { title: '', statement: '', language, starter: '', cases: [emptyCase()] };
}

/** Whether nothing was typed into a test; such a one is left out. */
export function isEmpty({ name, args, returns }: ITypedCase): boolean {
  return [name, args, returns].every(text => text.trim() === '');
}

/** The question, or its faults in the order of the fields. */
export function written(typed: ITypedQuestion): IWrittenQuestion | readonly IFault[] {
  const faults: IFault[] = typed.title.trim() === '' ? [faultOf(null, 'title', 'missing')] : [];
  const cases: IWrittenCase[] = [];
  const names = new Set<string>();
  for (const [at, one] of typed.cases.entries()) {
    if (isEmpty(one)) {
      continue;
    }
    const [name, call] = [one.name.trim(), one.call.trim()];
    const args = valueOf(`[${one.args}]`);
    const returns = valueOf(one.returns);
    if (name === '' || names.has(name)) {
      faults.push(faultOf(at, 'name', name === '' ? 'missing' : 'twice'));
    }
    names.add(name);
    if (!FUNCTION.test(call)) {
      faults.push(faultOf(at, 'call', call === '' ? 'missing' : 'no_function'));
    }
    if (args.fault !== null) {
      faults.push(faultOf(at, 'args', args.fault));
    }
    if (returns.fault !== null) {
      faults.push(faultOf(at, 'returns', one.returns.trim() === '' ? 'missing' : returns.fault));
    }
    cases.push({
      name,
      call,
      args: args.value as unknown[],
      returns: returns.value,
      hidden: one.hidden
    });
  }
  const { statement, language, starter } = typed;
  return faults.length > 0
    ? faults
    : { title: typed.title.trim(), statement, language, starter, cases };
}

function faultOf(at: number | null, field: IFault['field'], fault: Fault): IFault {
  return { at, field, fault };
}

function valueOf(json: string): { value: unknown; fault: Fault | null } {
  try {
    const value: unknown = JSON.parse(json);
    return { value, fault: isValue(value) ? null : 'no_value' };
  } catch {
    return { value: null, fault: 'no_json' };
  }
}
