/**
 * What a wish changes in an interview of this browser, or why it does not.
 *
 * Pure functions from the record and the runs as they are. What they answer is written to the log,
 * and every tab, this one too, goes by what it reads there.
 */
import * as Y from 'yjs';
import type { Action, ClientFrame, IAuthor, IRun, IUser, Language } from '../../contract/protocol';
import { cleanText } from '../../model/document/line-feeds';
import { SessionDoc } from '../../model/document/session-doc';
import { labelOf, labelProblem, lookAlike, type NameProblem } from '../../model/people/names';
import { InterviewError, type ISessionChange } from '../../model/ports';
import { cutOutput, sizeOfOutput, textOf } from '../../model/runs/output-text';
import type { Fact, IChange, IRecord, News } from './database';
import { actionsIn } from './policy';
import { LIMITS, TEMPLATES } from '../../session/server-facts';

type RunFrame<Type> = Extract<ClientFrame, { type: Type }>['payload'];

const ENDED = 'This interview has ended.';
const NOT_HERE = 'This needs a server. The interview lives in this browser alone.';

export const LOST = 'The tab that ran this went away before it told the end.';

/** Throws the refusal, if there is one. */
export function demand(record: IRecord, action: Action): void {
  if (!actionsIn(record.state).includes(action)) {
    throw record.state === 'ended' && actionsIn('live').includes(action)
      ? new InterviewError(ENDED, 'session_ended', 410)
      : new InterviewError(NOT_HERE, 'forbidden', 403);
  }
}

export function decideLanguage(record: IRecord, language: Language, user: IAuthor): IChange {
  demand(record, 'language');
  const visited = record.visited.includes(language)
    ? record.visited
    : [...record.visited, language];
  const told: News = { fact: { type: 'language_change', payload: { language, user } } };
  return {
    record: { language, visited },
    news: visited === record.visited ? [told] : [{ update: begun(language) }, told]
  };
}

/** The first text of a language's buffer, as an update of an empty document. */
export function begun(language: Language, code: string = TEMPLATES[language]): Uint8Array {
  const doc = new SessionDoc();
  doc.code(language).insert(0, cleanText(code));
  return Y.encodeStateAsUpdate(doc);
}

export function decideState(record: IRecord, wish: ISessionChange, now: string): IChange {
  const { title = record.title, state = record.state } = wish;
  if (wish.lobby !== undefined || wish.locks !== undefined) {
    demand(record, 'lock');
  }
  if (title !== record.title) {
    demand(record, 'rename');
  }
  if (state !== record.state) {
    demand(record, state === 'ended' ? 'end' : 'reopen');
  }
  const isSame = state === record.state;
  const endedAt = isSame ? record.endedAt : state === 'ended' ? now : null;
  const { showValues = record.showValues ?? true } = wish;
  if (showValues !== (record.showValues ?? true)) {
    demand(record, 'rename');
  }
  const named = label(title, 'title', LIMITS.titleCharacters);
  const after = { ...record, title: named, state, endedAt, showValues };
  return {
    record: after,
    news: [{ fact: { type: 'session_state', payload: stateOf(after) } }]
  };
}

/** What changes with the life of a session, as everybody is told. */
export function stateOf({
  state,
  title,
  endedAt,
  showValues = true
}: Pick<IRecord, 'state' | 'title' | 'endedAt' | 'showValues'>) {
  return {
    state,
    title,
    endedAt,
    lobby: false,
    locks: { editing: false, runs: false },
    showValues,
    role: 'owner' as const,
    actions: actionsIn(state)
  };
}

/** The person of this name who is not here now, or a new one under a name of their own. */
export function decideJoin(
  record: IRecord,
  wish: { name: string; color: string; id: string; remembered: string | null },
  isHere: (userId: string) => boolean
): { user: IAuthor; change: IChange } {
  const back = record.people.find(({ id }) => id === wish.remembered);
  if (back) {
    return { user: back, change: { news: [] } };
  }
  const wanted = label(wish.name, 'name', LIMITS.nameCharacters);
  for (let number = 1; ; number++) {
    const mark = number === 1 ? '' : ` (${number})`;
    const beginning = [...wanted].slice(0, LIMITS.nameCharacters - mark.length).join('');
    const name = beginning.trimEnd() + mark;
    const known = record.people.find(person => person.name === name);
    const alike = record.people.some(person => lookAlike(person.name, name));
    if (known ? isHere(known.id) : alike) {
      continue;
    }
    if (known) {
      return { user: known, change: { news: [] } };
    }
    const user = { id: wish.id, name, color: wish.color };
    const told: News = { fact: { type: 'user_joined', payload: { user: userOf(user, true) } } };
    return { user, change: { record: { people: [...record.people, user] }, news: [told] } };
  }
}

export function userOf(person: IAuthor, online: boolean): IUser {
  return { ...person, role: 'owner', kind: 'user', online, waiting: false, handRaisedAt: null };
}

export function decideStart(
  record: IRecord,
  runs: readonly IRun[],
  wish: RunFrame<'run_started'>,
  user: IAuthor,
  now: number
): Fact {
  demand(record, 'run');
  if (runs.some(({ id }) => id === wish.runId)) {
    throw new InterviewError('There is a run with this id already.', 'run_conflict', 409);
  }
  const run: IRun = {
    id: wish.runId,
    user,
    language: wish.language,
    state: 'running',
    source: 'browser',
    startedAt: iso(now - (wish.ageMs ?? 0)),
    endedAt: null,
    durationMs: null,
    outputs: [],
    error: null,
    truncated: false,
    offline: wish.ageMs !== undefined,
    tests: []
  };
  return { type: 'run_started', payload: { run } };
}

/** Null when no more of its output is kept. */
export function decideOutput(
  runs: readonly IRun[],
  wish: RunFrame<'run_output'>,
  user: IAuthor
): Fact | null {
  const printed = printedBytes(openRun(runs, wish.runId, user));
  const left = LIMITS.outputBytes - printed;
  const payload = cutOutput(wish, left);
  return payload && { type: 'run_output', payload };
}

export function decideEnd(
  runs: readonly IRun[],
  wish: RunFrame<'execution_result'>,
  user: IAuthor,
  now: number
): Fact {
  const { runId, ageMs = 0, tests = [], ...end } = wish;
  const run = openRun(runs, runId, user);
  const truncated = end.truncated || printedBytes(run) >= LIMITS.outputBytes;
  return resultOf({ ...run, ...end, truncated, tests, endedAt: iso(now - ageMs) }, now);
}

/** Runs whose author's tabs are all gone. */
export function decideLost(
  runs: readonly IRun[],
  isHere: (userId: string) => boolean,
  now: number
): Fact[] {
  return runs
    .filter(({ state, user }) => state === 'running' && user !== null && !isHere(user.id))
    .map(run => resultOf({ ...run, state: 'lost', error: LOST, endedAt: iso(now) }, now));
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}

function resultOf(run: IRun, now: number): Fact {
  const output = textOf(run.outputs);
  const timestamp = run.endedAt ?? iso(now);
  return { type: 'execution_result', payload: { output, error: run.error, timestamp, run } };
}

function printedBytes({ outputs }: IRun): number {
  return outputs.reduce((sum, output) => sum + sizeOfOutput(output), 0);
}

function openRun(runs: readonly IRun[], runId: string, user: IAuthor): IRun {
  const run = runs.find(({ id }) => id === runId);
  if (run?.user?.id !== user.id) {
    throw new InterviewError('You have no run with this id.', 'run_conflict', 409);
  }
  if (run.state !== 'running' && run.state !== 'lost') {
    throw new InterviewError('This run has ended already.', 'run_conflict', 409);
  }
  return run;
}

/** A name or a title that fits on a line and can be seen; throws what is wrong with it. */
function label(value: string, field: string, longest: number): string {
  const found = labelOf(value, longest);
  const problem = labelProblem(found, longest);
  if (problem !== null) {
    const sentence = LABEL_PROBLEMS[problem](field, longest);
    throw new InterviewError(sentence, 'invalid_field', 400);
  }
  return found;
}

const LENGTHS = (field: string, longest: number): string =>
  `The ${field} must have 1 to ${longest} characters.`;

const LABEL_PROBLEMS: Record<NameProblem, (field: string, longest: number) => string> = {
  empty: LENGTHS,
  long: LENGTHS,
  unseen: field => `The ${field} has a character that cannot be seen: type it anew.`,
  covered: field => `The ${field} has too many marks over one letter.`
};
