/** Runs of programs against the tests of questions, as their events add up to them. */
import type { SessionEvent } from '../contract/generated-events';
import type { ICaseResult, ICheck, IHiddenResult } from '../contract/protocol';
import type { Named } from './named';
import { iso } from './records';

/** Checks that a room remembers. The log has all of them. */
const MOST_KEPT = 100;

export type CheckEvent = Named<
  SessionEvent,
  'CheckStarted' | 'CheckAnswered' | 'CheckEnded' | 'HiddenResultTold'
>;

/** A check, with the indexes of the cases that it runs. */
export interface ICheckRecord {
  readonly check: ICheck;
  readonly cases: readonly number[];
}

/** The newest checks, oldest first, and what everybody was told of hidden tests. */
export interface ICheckBook {
  readonly records: ReadonlyMap<string, ICheckRecord>;
  /** The newest one by question. */
  readonly results: ReadonlyMap<string, IHiddenResult>;
}

export const NO_CHECKS: ICheckBook = { records: new Map(), results: new Map() };

export function isRunning({ check }: ICheckRecord): boolean {
  return check.state === 'running';
}

/** Whether hosts alone know of a check: of hidden tests, or of texts as they were earlier. */
export function isForHosts({ check }: ICheckRecord): boolean {
  return check.hidden || check.at !== undefined;
}

/** Whether this person runs it. */
export function isOf({ check: { user } }: ICheckRecord, participantId: string | null): boolean {
  return user !== null && user.id === participantId;
}

/** The indexes of the cases of which no result is known. */
export function left({ check, cases }: ICheckRecord): Set<number> {
  const known = new Set(check.results.map(({ index }) => index));
  return new Set(cases.filter(index => !known.has(index)));
}

/** At most so many, oldest first. Hidden tests and earlier texts are for hosts. */
export function newest({ records }: ICheckBook, count: number, toHosts: boolean): ICheck[] {
  return [...records.values()]
    .filter(record => toHosts || !isForHosts(record))
    .map(({ check }) => check)
    .slice(-count);
}

/** Those whose end is not known, of one person or of everybody. */
export function runningChecks(
  { records }: ICheckBook,
  participantId: string | null = null
): ICheckRecord[] {
  return [...records.values()].filter(
    record => isRunning(record) && (participantId === null || isOf(record, participantId))
  );
}

export function after(book: ICheckBook, event: CheckEvent, atUs: number): ICheckBook {
  switch (event.type) {
    case 'CheckStarted':
      return withRecord(book, begun(event, atUs));
    case 'CheckAnswered': {
      const record = book.records.get(event.check);
      return record === undefined ? book : withRecord(book, answered(record, event.results));
    }
    case 'CheckEnded': {
      const record = book.records.get(event.check);
      return record === undefined ? book : withRecord(book, ended(record, event, atUs));
    }
    case 'HiddenResultTold': {
      const { question, passed, total, cases = [] } = event;
      const result = { question, passed, total, cases, at: iso(atUs) };
      return { ...book, results: new Map(book.results).set(question, result) };
    }
  }
}

function withRecord(book: ICheckBook, record: ICheckRecord): ICheckBook {
  const records = new Map(book.records).set(record.check.id, record);
  const tooMany = Math.max(0, records.size - MOST_KEPT);
  [...records.values()]
    .slice(0, tooMany)
    .filter(old => !isRunning(old))
    .forEach(old => records.delete(old.check.id));
  return { ...book, records };
}

function begun(event: Named<SessionEvent, 'CheckStarted'>, atUs: number): ICheckRecord {
  const { check: id, question, hidden = true, user, language, source, file, cases, at } = event;
  const check: ICheck = {
    id,
    question,
    hidden,
    user,
    language,
    source,
    file,
    state: 'running',
    startedAt: iso(atUs),
    endedAt: null,
    total: cases.length,
    results: [],
    passed: 0,
    points: 0,
    of: 0,
    ...(at !== undefined && at !== null && { at })
  };
  return { check, cases };
}

function answered(record: ICheckRecord, results: readonly ICaseResult[]): ICheckRecord {
  const told = [...record.check.results, ...results];
  const passed = told.filter(({ status }) => status === 'passed').length;
  return { ...record, check: { ...record.check, results: told, passed } };
}

function ended(
  record: ICheckRecord,
  { state, passed, points, of }: Named<SessionEvent, 'CheckEnded'>,
  atUs: number
): ICheckRecord {
  return { ...record, check: { ...record.check, state, endedAt: iso(atUs), passed, points, of } };
}
