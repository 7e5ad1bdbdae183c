/**
 * What was, as the log of an interview in this browser tells it: its moments, and the texts of its
 * files at one of them. Texts are made again in pieces, between which the page has its turn.
 */
import * as Y from 'yjs';
import { rootOf } from '../../contract/files';
import { placeOf } from '../../contract/places';
import type { IMoment, ITextsThen } from '../../contract/protocol';
import type { InterviewError } from '../../model/ports';
import { authorOf, type IInterview } from '../../session/interview';
import { personIn } from '../../session/people-book';
import { iso } from '../../session/records';
import { refusal } from '../../session/refusal';
import type { Entry } from './database';
import { after, replay } from './replay';

/** The newest ones are told. */
const MOST_MOMENTS = 200;

/** Updates of the document that are read in one go. */
const AT_A_TIME = 200;

type Kind = IMoment['kind'];

/** The moments, oldest first, from the interview as it began. */
export function momentsOf(begun: IInterview, entries: readonly Entry[]): IMoment[] {
  const moments: IMoment[] = [];
  const counts = new Map<Kind, number>();
  const { people } = replay(begun, entries);
  let isEnded = false;
  for (const entry of entries) {
    if (!('event' in entry)) {
      continue;
    }
    const { event, by, at } = entry;
    const kind = kindOf(event, isEnded);
    if (event.type === 'SessionChanged' && (event.state ?? null) !== null) {
      isEnded = event.state === 'ended';
    }
    if (kind !== null) {
      const number = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, number);
      const user = 'user' in event ? (event.user ?? null) : authorOf(personIn(people, by));
      moments.push({ at: placeIn(entry), time: iso(at * 1000), kind, number, user });
    }
  }
  return moments.slice(-MOST_MOMENTS);
}

/** The files as they were behind the entry at a place; rejects where the log has none there. */
export async function textsAt(
  begun: IInterview,
  entries: readonly Entry[],
  at: string
): Promise<ITextsThen> {
  const { seq } = placeOf(at);
  const last = entries.find(entry => entry.seq === seq);
  if (last === undefined || placeIn(last) !== at) {
    throw noPlace();
  }
  const document = new Y.Doc();
  let interview = begun;
  const until = entries.filter(entry => entry.seq <= seq);
  for (let start = 0; start < until.length; start += AT_A_TIME) {
    const piece = until.slice(start, start + AT_A_TIME);
    document.transact(() => {
      for (const entry of piece) {
        if ('update' in entry) {
          Y.applyUpdate(document, entry.update);
        }
        interview = after(interview, entry, entry.at);
      }
    });
    await new Promise(resolve => setTimeout(resolve));
  }
  const { files, shown } = interview.folder;
  const texts = files.map(file => ({ ...file, text: document.getText(rootOf(file.id)).toJSON() }));
  document.destroy();
  return { at, time: iso(last.at * 1000), files: texts, shown };
}

function kindOf(
  event: Extract<Entry, { event: unknown }>['event'],
  wasEnded: boolean
): Kind | null {
  switch (event.type) {
    case 'RunStarted':
      return 'run';
    case 'CheckStarted':
      return (event.at ?? null) === null ? 'check' : null;
    case 'SessionChanged':
      if (event.state === 'ended') {
        return 'ended';
      }
      return event.state === 'live' && wasEnded ? 'reopened' : null;
    default:
      return null;
  }
}

/** What is said of a place that the log does not have. */
export function noPlace(): InterviewError {
  const sentence = 'The log of this interview has no such place; ask for its moments anew.';
  return refusal('not_found', sentence);
}

export function placeIn({ seq, at }: Entry): string {
  return `${seq}:${at * 1000}`;
}
