/**
 * Runs: they begin, print and end, in somebody's browser or on a server.
 *
 * What must hold for a run is decided by the book of runs (`run-book.ts`); here is who may ask.
 */
import type { SessionCommand } from '../contract/generated-events';
import type { IAuthor } from '../contract/protocol';
import { demandServer, type IActor } from './actor';
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
import { demand, LIVE } from './roles';
import * as book from './run-book';

type Command = Named<
  SessionCommand,
  | 'StartRun'
  | 'PrintOutput'
  | 'EndRun'
  | 'ReportResult'
  | 'BeginServerRun'
  | 'PrintServerOutput'
  | 'EndServerRun'
  | 'StopRun'
  | 'LoseRuns'
>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  const { runs } = interview;
  const { nowUs, limits } = given;
  const person = personOf(interview, actor);
  const user = authorOf(person);
  switch (command.type) {
    case 'StartRun': {
      demandIn(interview, actor.role, 'run');
      const { runId: run, language, ageMs = 0, program } = command;
      const madeUs = madeAt(interview, ageMs, nowUs);
      const start = { run, user, language, source: 'browser', madeUs, program } as const;
      return [decided(book.decideStart(runs, limits, nowUs, start), person?.id)];
    }
    case 'PrintOutput': {
      demandTelling(interview, actor);
      const { runId: run, index, output } = command;
      const printed = book.decideOutput(runs, limits, person?.id ?? '', { run, index, output });
      return printed === null ? [] : [decided(printed, person?.id ?? '')];
    }
    case 'EndRun': {
      demandTelling(interview, actor);
      const { runId: run, state, error, durationMs, truncated, ageMs = 0, tests } = command;
      const madeUs = madeAt(interview, ageMs, nowUs);
      const end = { run, state, error, durationMs, truncated, madeUs, tests };
      return [decided(book.decideEnd(runs, limits, person?.id ?? '', end), person?.id ?? '')];
    }
    case 'ReportResult': {
      demandIn(interview, actor.role, 'run');
      const start = { run: given.id ?? '', user, language: interview.session.language };
      return book
        .decideReport(runs, limits, nowUs, start, command)
        .map(event => decided(event, person?.id));
    }
    case 'BeginServerRun': {
      demandIn(interview, actor.role, 'run');
      const run = command.runId ?? given.id ?? '';
      const start = { run, user, language: command.language, source: 'server' } as const;
      return [decided(book.decideStart(runs, limits, nowUs, start), person?.id)];
    }
    case 'StopRun': {
      const run = book.demandRunning(runs, command.runId);
      if (run.author !== null && run.author.id === person?.id) {
        return [stopped(run, given)];
      }
      demandIn(interview, actor.role, 'stop');
      return [stopped(run, given, user)];
    }
    case 'PrintServerOutput':
    case 'EndServerRun':
      demandServer(actor);
      return serverTold(interview, command, given);
    case 'LoseRuns':
      demandServer(actor);
      return lose(interview, command.participant);
  }
}

export function evolve(interview: IInterview, event: book.RunEvent, atUs: number): IInterview {
  return { ...interview, runs: book.evolve(interview.runs, interview.limits, event, atUs) };
}

/** Somebody's browser is gone, and nobody will tell how their run ended. */
export function lose({ runs }: IInterview, participantId: string): IDecided[] {
  return book.decideLost(runs, participantId).map(event => decided(event, participantId));
}

/** The interview ends, and with it the runs in browsers. */
export function loseAll(interview: IInterview): IDecided[] {
  const authors = book.running(interview.runs).flatMap(({ author }) => author?.id ?? []);
  return [...new Set(authors)].flatMap(author => lose(interview, author));
}

/** The interview goes on without what the server was running for it. */
export function stopAll({ runs }: IInterview, given: IGiven): IDecided[] {
  return book
    .running(runs)
    .filter(({ source }) => source === 'server')
    .map(run => stopped(run, given));
}

/**
 * A run is over here, whatever is heard of it afterwards. `by` is somebody else than who runs it. In
 * the log the end of a run in a browser belongs to whose browser it is.
 */
function stopped(run: book.IRunRecord, { nowUs }: IGiven, by: IAuthor | null = null): IDecided {
  const teller = run.source === 'server' ? undefined : run.author?.id;
  return decided(book.decideStop(run, nowUs, by), teller);
}

/** What becomes of a run of the server. Once it is over, hearing more changes nothing. */
function serverTold(
  { runs }: IInterview,
  command: Named<SessionCommand, 'PrintServerOutput' | 'EndServerRun'>,
  { limits }: IGiven
): IDecided[] {
  const run = book.runIn(runs, command.runId);
  if (run?.state !== 'running') {
    return [];
  }
  if (command.type === 'PrintServerOutput') {
    const told = { run: run.id, index: run.nextIndex, output: command.output };
    const printed = book.decideOutput(runs, limits, null, told);
    return printed === null ? [] : [decided(printed)];
  }
  const { state, error, durationMs, tests } = command;
  const { truncated } = run;
  const end = { run: run.id, state, error, durationMs, truncated, tests };
  return [decided(book.decideEnd(runs, limits, null, end))];
}

/** A run that has begun may be told to its end, whatever is locked meanwhile. */
function demandTelling(interview: IInterview, actor: IActor): void {
  const unlocked = phases(interview).filter(phase => phase !== 'runs locked');
  demand(actor.role, 'run', unlocked.length > 0 ? unlocked : LIVE);
}

/** The date of something its author says is old; never before the interview. */
function madeAt({ session }: IInterview, ageMs: number, nowUs: number): number | null {
  return ageMs === 0 ? null : Math.max(session.createdUs, nowUs - ageMs * 1000);
}
