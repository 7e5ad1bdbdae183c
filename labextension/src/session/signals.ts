/**
 * Signals: what is noted of somebody because their own browser reports it.
 *
 * Nothing here weighs or counts. Each kind is a setting of the session, which everybody may know, and
 * nothing is noted of a draft or after the end. Whoever is noted may say a sentence of it.
 */
import { isMuchAtOnce } from '../contract/at-once';
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { INoted } from '../contract/protocol';
import type { IActor } from './actor';
import { noSuchFile } from './files';
import {
  authorOf,
  decided,
  demand,
  type IDecided,
  type IGiven,
  type IInterview
} from './interview';
import type { Named } from './named';
import { demandPerson, isOwn, personIn } from './people-book';
import { iso } from './records';
import { refusal } from './refusal';
import { signalIn, withAnswer, withNoted } from './signal-book';

/** So long somebody must be away. */
const LEAST_SECONDS = 5;
/** So many are noted of one session. */
const MOST = 1000;
/** So many are noted of one person, so that nobody can keep others from being noted. */
const MOST_OF_ONE = 250;
/** So long after it was noted one may say something of it. */
const ANSWER_US = 24 * 3600 * 1_000_000;

type Command = Named<SessionCommand, 'NoteInsert' | 'NoteAway' | 'AnswerSignal'>;
type Event = Named<SessionEvent, 'SignalNoted' | 'SignalAnswered'>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'NoteInsert':
      return insert(interview, actor, command, given);
    case 'NoteAway':
      return away(interview, actor, command, given);
    case 'AnswerSignal':
      return answer(interview, actor, command, given);
  }
}

export function evolve(interview: IInterview, event: Event, atUs: number): IInterview {
  const { signals } = interview;
  if (event.type === 'SignalAnswered') {
    const { signal, text, fromAi } = event;
    const said = text === '' && !fromAi ? null : { text, fromAi, at: iso(atUs) };
    return { ...interview, signals: withAnswer(signals, signal, said) };
  }
  const user = authorOf(personIn(interview.people, event.participant));
  if (user === null) {
    return interview;
  }
  const noted: INoted = {
    id: event.signal,
    user,
    kind: event.kind,
    how: event.how,
    file: event.file ?? null,
    characters: event.characters ?? 0,
    lines: event.lines ?? 0,
    source: event.source ?? null,
    seconds: event.seconds ?? 0,
    at: iso(atUs),
    answer: null
  };
  return { ...interview, signals: withNoted(signals, noted, atUs) };
}

function insert(
  interview: IInterview,
  actor: IActor,
  command: Named<SessionCommand, 'NoteInsert'>,
  { id: signal = '' }: IGiven
): IDecided[] {
  const { how, file, characters, lines, source } = command;
  const { id: participant } = demandPerson(interview.people, actor.participant);
  demand(interview, actor.role, 'read');
  if (!isKnown(interview, file)) {
    throw noSuchFile();
  }
  const isMuch = isMuchAtOnce(characters, lines);
  if (!isMuch || !interview.session.settings.noteInserts || !notes(interview, participant)) {
    return [];
  }
  const noted = { signal, participant, kind: 'insert', how, file, characters, lines } as const;
  return [decided({ type: 'SignalNoted', ...noted, source }, participant)];
}

function away(
  interview: IInterview,
  actor: IActor,
  { how, seconds }: Named<SessionCommand, 'NoteAway'>,
  { id: signal = '' }: IGiven
): IDecided[] {
  const { id: participant, role } = demandPerson(interview.people, actor.participant);
  demand(interview, actor.role, 'read');
  const isLong = seconds >= LEAST_SECONDS && role === 'candidate';
  if (!isLong || !interview.session.settings.noteAway || !notes(interview, participant)) {
    return [];
  }
  const noted = { signal, participant, kind: 'away', how, seconds } as const;
  return [decided({ type: 'SignalNoted', ...noted }, participant)];
}

function answer(
  interview: IInterview,
  actor: IActor,
  { signal = '', text, fromAi }: Named<SessionCommand, 'AnswerSignal'>,
  { nowUs }: IGiven
): IDecided[] {
  demand(interview, actor.role, 'read');
  const noted = signalIn(interview.signals, signal);
  const record = noted && personIn(interview.people, noted.user.id);
  if (noted === undefined || record === undefined || !isOwn(actor, record)) {
    throw refusal('not_found', 'Nothing was noted of you under this id.');
  }
  if (nowUs > interview.signals.atUs[noted.id] + ANSWER_US) {
    const sentence = 'It was noted more than a day ago; nothing can be said of it any more.';
    throw refusal('forbidden', sentence);
  }
  if (fromAi && noted.kind !== 'insert') {
    throw refusal('invalid_field', 'fromAi must be false where no text came.');
  }
  const before = noted.answer ?? { text: '', fromAi: false };
  if (before.text === text && before.fromAi === fromAi) {
    return [];
  }
  const { id: participant } = record;
  return [decided({ type: 'SignalAnswered', signal, participant, text, fromAi }, participant)];
}

/** Whether there is such a file, or was one. */
function isKnown({ folder }: IInterview, file: string): boolean {
  return [...folder.files, ...folder.removed].some(({ id }) => id === file);
}

/** Whether anything is noted of somebody now. */
function notes({ session, signals: { listed } }: IInterview, participant: string): boolean {
  const own = listed.filter(({ user }) => user.id === participant);
  return session.state === 'live' && listed.length < MOST && own.length < MOST_OF_ONE;
}
