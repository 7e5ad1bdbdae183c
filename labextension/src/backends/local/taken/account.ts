/**
 * What an interview comes to, as its log tells it, for those who take it away: what everybody in it
 * could see, the times of its life, and how many tests passed in each check, the hidden ones included.
 */
import * as Y from 'yjs';
import { rootOf } from '../../../contract/files';
import type { Language } from '../../../contract/protocol';
import type { IInterview } from '../../../session/interview';
import type { Limits } from '../../../session/limits';
import { everybody, personIn, waits } from '../../../session/people-book';
import type { IParticipantRecord } from '../../../session/records';
import type { IRunRecord } from '../../../session/run-book';
import type { Entry } from '../database';
import { after } from '../replay';
import { Checked, type IChecked } from './checked';

/** A file and its text. */
export interface IText {
  readonly name: string;
  readonly language: Language | null;
  readonly text: string;
}

/** When an interview began, ended or went on, and who did that. */
export interface IMoment {
  readonly what: 'Created' | 'Prepared' | 'Started' | 'Ended' | 'Reopened';
  readonly atUs: number;
  readonly by: string;
}

/** One interview, with its runs and checks from the oldest to the newest. */
export interface IAccount {
  readonly title: string;
  readonly createdUs: number;
  readonly life: readonly IMoment[];
  readonly people: readonly IParticipantRecord[];
  readonly files: readonly IText[];
  readonly runs: readonly IRunRecord[];
  readonly questions: Checked['questions'];
  readonly checks: readonly IChecked[];
}

/**
 * The most output, errors and results of tests of all runs together, about; older runs are told
 * without theirs.
 */
export const OUTPUT_BYTES = 32 * 1024 * 1024;

/** What the whole log adds up to, from the interview as it began. */
export function accountOf(
  begun: IInterview,
  entries: readonly Entry[],
  most = OUTPUT_BYTES
): IAccount {
  const document = new Y.Doc();
  const life: (Omit<IMoment, 'by'> & { by: string | null })[] = [];
  const checked = new Checked();
  let interview = { ...begun, limits: withAllRuns(begun.limits, most) };
  document.transact(() => {
    for (const entry of entries) {
      interview = after(interview, entry, entry.at);
      if ('update' in entry) {
        Y.applyUpdate(document, entry.update);
        continue;
      }
      checked.take(entry.event, entry.at * 1000);
      const what = momentOf(entry, life);
      if (what !== null) {
        life.push({ what, atUs: entry.at * 1000, by: entry.by });
      }
    }
  });
  const { session, people, folder, runs } = interview;
  return {
    title: session.title,
    createdUs: session.createdUs,
    life: life.map(moment => ({ ...moment, by: personIn(people, moment.by)?.name ?? '' })),
    people: everybody(people).filter(record => !waits(record)),
    files: folder.files.map(({ id, name, language }) => ({
      name,
      language,
      text: document.getText(rootOf(id)).toJSON()
    })),
    runs: shortened(runs.list, most),
    questions: checked.questions,
    checks: checked.checks
  };
}

/** Limits with which no run of an interview is forgotten. */
function withAllRuns(limits: Limits, welcomeOutputBytes: number): Limits {
  return { ...limits, welcomeRuns: Infinity, welcomeOutputBytes };
}

function momentOf(
  { event }: Extract<Entry, { event: unknown }>,
  life: readonly { what: IMoment['what'] }[]
): IMoment['what'] | null {
  if (event.type === 'SessionCreated') {
    return 'Created';
  }
  switch (event.type === 'SessionChanged' ? event.state : undefined) {
    case 'draft':
      return 'Prepared';
    case 'live':
      return life.some(({ what }) => what === 'Ended') ? 'Reopened' : 'Started';
    case 'ended':
      return 'Ended';
    default:
      return null;
  }
}

/** Without what is long in older runs, when all of them have too much of it. */
function shortened(runs: readonly IRunRecord[], most: number): IRunRecord[] {
  let left = most;
  const shorter = [...runs].reverse().map(run => {
    const size = sizeOf(run);
    left -= size;
    return size > 0 && left < 0 && run.state !== 'running'
      ? {
          ...run,
          printed: { outputs: [], bytes: 0 },
          tail: null,
          beforeLost: null,
          error: null,
          tests: [],
          program: null,
          truncated: true
        }
      : run;
  });
  return shorter.reverse();
}

/** About how much it has of what may be long. */
function sizeOf({ printed, error, tests, program }: IRunRecord): number {
  const told = tests.flatMap(({ name, expected, got, message }) => [name, expected, got, message]);
  const texts = [error, ...told];
  const ran = program && [program.stateVector, ...program.files.map(({ name }) => name)];
  const all = [...texts, ...(ran ?? [])];
  return printed.bytes + all.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
