/**
 * What test code and a program say to each other, and how much of it.
 *
 * Messages are JSON. Those of the program are claims that it may have written itself: each is read
 * here and written anew, and what is no answer to anything is left out. Test code calls functions by
 * the names of its own language, which become those of the program's.
 *
 * `jupyter_interview/runs/exchange.py` does the same on a server.
 */
import { isCount, isRecord } from '../checks';
import { OUTCOME_LIMIT } from '../limits';
import type { RunLanguage } from '../types';
import { nameFrom, nameIn } from './case';
import type { Names } from './case';
import { NO_OUTCOME, TOO_LARGE } from './outcome';
import { whole } from './shown';
import { isValue } from './values';

/** The most calls of one test, in both directions together. */
const CALLS_LIMIT = 5000;

/** The most calls that wait for an answer at a time, in each direction. */
const AT_ONCE_LIMIT = 256;

/** After so many messages, or characters of them, the next test begins with other workers. */
const WORN_MESSAGES = 20_000;
const WORN_CHARACTERS = 8 * 1024 * 1024;

/** After so many characters somebody sends them without end. A process on a server may write as much. */
const FLOOD_CHARACTERS = 32 * 1024 * 1024;

/** In the place of a class: what came is no error of the program, and no test can expect it. */
const FAULT = 'fault';

const CLASSES_LIMIT = 20;
const CLASS_LIMIT = 100;
const MESSAGE_LIMIT = 500;

/** A message for one of the two, as JSON. */
export interface IAddressed {
  to: 'program' | 'tests';
  json: string;
}

/** The program is there, so the first test may begin. */
export const GO = '{"go":true}';

export class Exchange {
  constructor(
    private _testLanguage: RunLanguage,
    private _language: RunLanguage,
    private _names: Names
  ) {}

  /** The next test may make as many calls as the one before might. */
  beginTest(): void {
    this._calls = 0;
  }

  /** Whether there were so many messages, or such long ones, that other workers should go on. */
  get isWorn(): boolean {
    return this._messages > WORN_MESSAGES || this._characters > WORN_CHARACTERS;
  }

  /** Whether there were so many, or such long ones, that somebody sends them without end. */
  get isFlood(): boolean {
    return this._messages > 2 * WORN_MESSAGES || this._characters > FLOOD_CHARACTERS;
  }

  /** What becomes of a message of the test code. */
  ofTests(json: string): IAddressed | null {
    const told = this._read(json);
    if (isCount(told.id) && typeof told.do === 'string') {
      return this._ask(told.id, told);
    }
    return isCount(told.answer) && this._calledBack.delete(told.answer)
      ? { to: 'program', json }
      : null;
  }

  /** What becomes of a message of the program. */
  ofProgram(json: string): IAddressed | null {
    const { id, outcome, callback, call, args } = this._read(json);
    if (isCount(id)) {
      return this._asked.delete(id) ? forTests({ id, outcome: outcomeOf(outcome) }) : null;
    }
    const isCall =
      isCount(callback) &&
      isCount(call) &&
      Array.isArray(args) &&
      isValue(args, 0, true) &&
      !this._calledBack.has(call);
    return isCall ? this._callBack(callback, call, args) : null;
  }

  private _read(json: string): Record<string, unknown> {
    this._messages++;
    this._characters += json.length;
    try {
      const told: unknown = json.length > OUTCOME_LIMIT ? null : JSON.parse(json);
      return isRecord(told) ? told : {};
    } catch {
      return {};
    }
  }

  private _ask(id: number, told: Record<string, unknown>): IAddressed {
    if (++this._calls > CALLS_LIMIT) {
      return forTests({ id, outcome: fault(`More than ${CALLS_LIMIT} calls.`) });
    }
    if (this._asked.size >= AT_ONCE_LIMIT) {
      return forTests({ id, outcome: fault(`More than ${AT_ONCE_LIMIT} calls at once.`) });
    }
    this._asked.add(id);
    const name = typeof told.name === 'string' ? this.nameOf(told.name) : told.name;
    return { to: 'program', json: JSON.stringify({ ...told, name }) };
  }

  /** What the program calls what the test code calls so. */
  nameOf(name: string): string {
    return programName(name, this._testLanguage, this._language, this._names);
  }

  private _callBack(callback: number, call: number, args: readonly unknown[]): IAddressed {
    if (++this._calls > CALLS_LIMIT || this._calledBack.size >= AT_ONCE_LIMIT) {
      const message = 'The functions of a test were called too often.';
      const outcome = { raised: { classes: ['Error'], message } };
      return { to: 'program', json: JSON.stringify({ answer: call, outcome }) };
    }
    this._calledBack.add(call);
    return forTests({ callback, call, args });
  }

  private _calls = 0;
  private _messages = 0;
  private _characters = 0;
  private _asked = new Set<number>();
  private _calledBack = new Set<number>();
}

/** What a program calls what test code in another language calls so. */
function programName(
  name: string,
  testLanguage: RunLanguage,
  language: RunLanguage,
  names: Names
): string {
  return (testLanguage === 'python') === (language === 'python')
    ? name
    : nameIn(language, nameFrom(testLanguage, name, names), names);
}

const CALLED = /\bsolution\s*\.\s*([A-Za-z_$][\w$]*)/g;

/** What a program may be asked for by name: what follows `solution.` in test code. */
export function calledNames(text: string, exchange: Exchange): string[] {
  const found = [...text.matchAll(CALLED)].map(([, name]) => exchange.nameOf(name));
  return [...new Set(found)];
}

function forTests(message: object): IAddressed {
  return { to: 'tests', json: JSON.stringify(message) };
}

/** What came of a call, with nothing in it but what was meant. */
function outcomeOf(told: unknown): object {
  if (!isRecord(told)) {
    return fault(NO_OUTCOME.sentence);
  }
  const { tooLarge, missing, raised, value } = told;
  if (tooLarge === true) {
    return fault(TOO_LARGE.sentence);
  }
  if (typeof missing === 'string') {
    return fault(`The program has no ${whole(missing.slice(0, CLASS_LIMIT))}.`);
  }
  if (isRecord(raised) && Array.isArray(raised.classes) && typeof raised.message === 'string') {
    const classes = raised.classes
      .slice(0, CLASSES_LIMIT)
      .filter((name): name is string => typeof name === 'string' && name !== FAULT)
      .map(name => whole(name.slice(0, CLASS_LIMIT)));
    const message = whole(raised.message.slice(0, MESSAGE_LIMIT));
    return { raised: { classes: classes.length > 0 ? classes : ['Error'], message } };
  }
  return Object.hasOwn(told, 'value') && isValue(value, 0, true)
    ? { value }
    : fault(NO_OUTCOME.sentence);
}

function fault(message: string): object {
  return { raised: { classes: [FAULT], message } };
}
