/**
 * Checks: a program is run against tests of a question, in somebody's browser or on a server.
 *
 * What a browser tells is a claim about its own check. Names and points of cases are those of the
 * question, and each case has one result. Hidden tests are run by hosts; where the interview lets
 * candidates start them, the server runs them, and the candidates learn a number.
 *
 * Hosts also have texts tested as they were at a place in the log, and the last ones of an interview
 * that has ended. Nobody else learns of a check of an earlier moment.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { CheckEnd, ICaseResult, Role } from '../contract/protocol';
import type { ICase } from '../runner/cases/case';
import { pointsOf } from '../runner/cases/points';
import { demandServer, type IActor } from './actor';
import {
  after,
  isForHosts,
  isOf,
  isRunning,
  left,
  runningChecks,
  type CheckEvent,
  type ICheckRecord
} from './check-book';
import {
  authorOf,
  decided,
  demand as demandIn,
  personOf,
  phases,
  type IDecided,
  type IGiven,
  type IInterview
} from './interview';
import type { Named } from './named';
import { casesIn, questionIn } from './question-book';
import { noSuchQuestion } from './questions';
import { refusal } from './refusal';
import { demand, LIVE, may } from './roles';

/** What is kept of a text of a result, in characters. */
const SHOWN_CHARACTERS = 2000;

type Command = Named<
  SessionCommand,
  | 'StartCheck'
  | 'AnswerCheck'
  | 'EndCheck'
  | 'BeginServerCheck'
  | 'AnswerServerCheck'
  | 'EndServerCheck'
  | 'StopCheck'
  | 'LoseChecks'
>;
type Start = Named<Command, 'StartCheck' | 'BeginServerCheck'>;
type Source = Named<SessionEvent, 'CheckStarted'>['source'];

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'StartCheck':
      demandStart(interview, actor, command);
      return start(interview, actor, command, command.checkId, 'browser');
    case 'BeginServerCheck':
      demandStart(interview, actor, command, true);
      return start(interview, actor, command, command.checkId ?? given.id ?? '', 'server');
    case 'AnswerCheck': {
      const record = demandOwn(interview, actor, command.checkId);
      demandTelling(interview, actor, record);
      return answer(interview, record, command.results, idOf(interview, actor));
    }
    case 'EndCheck': {
      const record = demandOwn(interview, actor, command.checkId);
      demandTelling(interview, actor, record);
      return end(interview, record, command.state, idOf(interview, actor));
    }
    case 'AnswerServerCheck':
    case 'EndServerCheck': {
      demandServer(actor);
      const record = interview.checks.records.get(command.checkId);
      if (record === undefined || !isRunning(record)) {
        return [];
      }
      return command.type === 'AnswerServerCheck'
        ? answer(interview, record, command.results, null)
        : end(interview, record, command.state, null);
    }
    case 'StopCheck': {
      const record = demandRunning(interview, actor, command.checkId);
      const by = idOf(interview, actor);
      if (!isOf(record, by)) {
        demandIn(interview, actor.role, 'stop');
      }
      return end(interview, record, 'stopped', by);
    }
    case 'LoseChecks':
      demandServer(actor);
      return loseChecks(interview, command.participant);
  }
}

export function evolve(interview: IInterview, event: CheckEvent, atUs: number): IInterview {
  return { ...interview, checks: after(interview.checks, event, atUs) };
}

/** Somebody's browser is gone, or everybody's, and no more is told of their checks. */
export function loseChecks(interview: IInterview, participantId: string | null = null): IDecided[] {
  return runningChecks(interview.checks, participantId)
    .filter(({ check }) => check.source === 'browser')
    .flatMap(record => end(interview, record, 'lost', participantId));
}

/** The interview goes on, or ends, without what the server was running for it. */
export function stopAllChecks(interview: IInterview): IDecided[] {
  return runningChecks(interview.checks)
    .filter(({ check }) => check.source === 'server')
    .flatMap(record => end(interview, record, 'stopped', null));
}

/** Somebody has this role from now on, in which they may not run some of what they do. */
export function stopForbiddenChecks(
  interview: IInterview,
  participantId: string,
  role: Role,
  by: IActor['participant']
): IDecided[] {
  return runningChecks(interview.checks, participantId)
    .filter(record => !may(role, isForHosts(record) ? 'hidden_tests' : 'run', LIVE))
    .flatMap(record => end(interview, record, 'stopped', by ?? null));
}

function demandStart(
  interview: IInterview,
  actor: IActor,
  { hidden, at }: Start,
  byServer = false
): void {
  if (isPlace(at) || looksBack(interview, actor)) {
    demandIn(interview, actor.role, 'look_back');
    return;
  }
  demandIn(interview, actor.role, 'run');
  if (!hidden || may(actor.role, 'hidden_tests', phases(interview))) {
    return;
  }
  const lets = interview.session.settings.candidateChecks && byServer;
  if (!(lets && actor.role === 'candidate')) {
    demandIn(interview, actor.role, 'hidden_tests');
  }
}

/** Whether the text as it is has become what hosts look back at. */
function looksBack(interview: IInterview, { role }: IActor): boolean {
  return interview.session.state === 'ended' && may(role, 'look_back', phases(interview));
}

function isPlace(at: string | null | undefined): at is string {
  return at !== undefined && at !== null;
}

/** A check that has begun may be told to its end, whatever is locked meanwhile. */
function demandTelling(interview: IInterview, actor: IActor, { check }: ICheckRecord): void {
  if (isPlace(check.at) || looksBack(interview, actor)) {
    demandIn(interview, actor.role, 'look_back');
    return;
  }
  const others = phases(interview).filter(phase => phase !== 'runs locked');
  const unlocked = others.length > 0 ? others : LIVE;
  demand(actor.role, 'run', unlocked);
  if (check.hidden) {
    demand(actor.role, 'hidden_tests', unlocked);
  }
}

function start(
  interview: IInterview,
  actor: IActor,
  command: Start,
  checkId: string,
  source: Source
): IDecided[] {
  const { hidden, language, file, program, at } = command;
  const question = questionIn(interview.questions, command.question);
  if (question === undefined) {
    throw noSuchQuestion();
  }
  if (!question.languages.includes(language)) {
    throw refusal('invalid_field', `This question has no tests in ${language}.`);
  }
  const known = casesIn(interview.questions, question.id, hidden);
  if (known.length === 0) {
    const side = hidden ? 'hidden' : 'visible';
    throw refusal('invalid_field', `This question has no ${side} tests.`);
  }
  const named = [...new Set(command.cases)];
  const cases = named.length > 0 ? named : known.map((_, index) => index);
  if (cases.some(index => index < 0 || index >= known.length)) {
    throw refusal('invalid_field', 'This question has no test with this number.');
  }
  if (interview.checks.records.has(checkId)) {
    throw refusal('run_conflict', 'There is a check with this id already.');
  }
  const person = personOf(interview, actor);
  if (person !== undefined && runningChecks(interview.checks, person.id).length > 0) {
    throw refusal('run_conflict', 'Your last check has not ended yet.');
  }
  const event: SessionEvent = {
    type: 'CheckStarted',
    check: checkId,
    question: question.id,
    user: authorOf(person),
    language,
    source,
    file,
    cases,
    hidden,
    program,
    at
  };
  return [decided(event, person?.id)];
}

/** A check that goes on in the actor's browser. */
function demandOwn(interview: IInterview, actor: IActor, checkId: string): ICheckRecord {
  const record = demandRunning(interview, actor, checkId);
  if (record.check.source !== 'browser' || !isOf(record, idOf(interview, actor))) {
    throw refusal('run_conflict', 'This check is not yours.');
  }
  return record;
}

/** A check that goes on, if the actor may know of it. */
function demandRunning(interview: IInterview, actor: IActor, checkId: string): ICheckRecord {
  const record = interview.checks.records.get(checkId);
  const isKnown =
    record !== undefined &&
    (!isForHosts(record) ||
      may(actor.role, 'hidden_tests', LIVE) ||
      isOf(record, idOf(interview, actor)));
  if (!isKnown || !isRunning(record)) {
    throw refusal('run_conflict', 'This check does not go on.');
  }
  return record;
}

/** New results, one for each case. What was told before is no news. */
function answer(
  interview: IInterview,
  record: ICheckRecord,
  results: readonly ICaseResult[],
  by: string | null
): IDecided[] {
  const { id, question, hidden, at } = record.check;
  const cases = casesIn(interview.questions, question, hidden);
  const waiting = left(record);
  const told = results
    .filter(({ index }) => index < cases.length && waiting.delete(index))
    .map(result => clean(result, cases[result.index]));
  return told.length === 0
    ? []
    : [decided({ type: 'CheckAnswered', check: id, results: told, hidden, at }, by)];
}

/** The result with the name that its case has, and texts of a bounded length. */
function clean(result: ICaseResult, { name }: ICase): ICaseResult {
  const { expected, got, message } = result;
  return { ...result, name, expected: cut(expected), got: cut(got), message: cut(message) };
}

function cut(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : [...text].slice(0, SHOWN_CHARACTERS).join('');
}

/**
 * The end of a check, and what everybody is told of hidden tests that were all run on the texts as
 * they were.
 */
function end(
  interview: IInterview,
  record: ICheckRecord,
  state: CheckEnd,
  by: string | null
): IDecided[] {
  const { id, question, hidden, results, at } = record.check;
  const passed = new Set(
    results.filter(({ status }) => status === 'passed').map(({ index }) => index)
  );
  const cases = casesIn(interview.questions, question, hidden);
  const ended: SessionEvent = {
    type: 'CheckEnded',
    check: id,
    state,
    passed: passed.size,
    ...pointsOf(cases, record.cases, passed),
    hidden,
    at
  };
  const show = interview.questions.sides.get(question)?.show ?? 'nothing';
  const run = new Set(record.cases);
  const isWhole =
    state === 'ended' && run.size === cases.length && cases.every((_, index) => run.has(index));
  if (!hidden || isPlace(at) || !isWhole || show === 'nothing') {
    return [decided(ended, by)];
  }
  const names = cases.map(({ name }, index) => ({ name, passed: passed.has(index) }));
  const told: SessionEvent = {
    type: 'HiddenResultTold',
    question,
    passed: passed.size,
    total: cases.length,
    cases: show === 'names' ? names : []
  };
  return [decided(ended, by), decided(told, by)];
}

function idOf(interview: IInterview, actor: IActor): string | null {
  return personOf(interview, actor)?.id ?? null;
}
