/** Events in the words of the socket: what each listener is told of one that has just happened. */
import type { ServerFrame } from '../contract/protocol';
import { audienceOf, belongsTo, isOffTheList } from './audience';
import { authorOf, type IDecided, type IInterview } from './interview';
import { textOf } from './output';
import { personIn } from './people-book';
import { iso, type IParticipantRecord } from './records';
import { runIn } from './run-book';
import { signalIn } from './signal-book';
import * as view from './view';

/** Whether somebody has a connection. */
export type IsOnline = (participantId: string) => boolean;

/**
 * The frame for a listener of what has just happened to the interview of `earlier`, or null when
 * nobody is told or this one may not hear it. The connection that printed knows what it printed:
 * nothing of that is for it.
 */
export function frameFor(
  listener: IParticipantRecord,
  earlier: IInterview,
  interview: IInterview,
  happened: IDecided,
  isOnline: IsOnline
): ServerFrame | null {
  const { event } = happened;
  if (isOffTheList(earlier, event)) {
    return null;
  }
  const audience = audienceOf(interview, event);
  return belongsTo(interview, audience, listener)
    ? frameOf(listener, interview, happened, isOnline)
    : (ownHiddenEnd(listener, interview, event) ?? ownSignal(listener, interview, event));
}

/** That hidden tests are over, for whoever has started them and may know nothing else of them. */
function ownHiddenEnd(
  listener: IParticipantRecord,
  interview: IInterview,
  event: IDecided['event']
): ServerFrame | null {
  if (event.type !== 'CheckEnded' || !belongsTo(interview, 'everybody', listener)) {
    return null;
  }
  const { check } = event;
  const isOwn = interview.checks.records.get(check)?.check.user?.id === listener.id;
  return isOwn ? { type: 'hidden_check_ended', payload: { check } } : null;
}

/** What was noted of a listener who may not know what was noted of others. */
function ownSignal(
  listener: IParticipantRecord,
  interview: IInterview,
  event: IDecided['event']
): ServerFrame | null {
  const isAboutThem =
    (event.type === 'SignalNoted' || event.type === 'SignalAnswered') &&
    event.participant === listener.id &&
    belongsTo(interview, 'everybody', listener);
  return isAboutThem ? frameOfSignal(interview, event.signal) : null;
}

function frameOfSignal({ signals }: IInterview, id: string): ServerFrame | null {
  const signal = signalIn(signals, id);
  return signal === undefined ? null : { type: 'signal', payload: { signal } };
}

function frameOf(
  listener: IParticipantRecord,
  interview: IInterview,
  { event, by }: IDecided,
  isOnline: IsOnline
): ServerFrame | null {
  switch (event.type) {
    case 'SessionChanged':
      return { type: 'session_state', payload: view.state(interview, listener.role) };
    case 'LanguageChanged':
    case 'FileAdded':
    case 'FileRenamed':
    case 'FileRemoved':
    case 'FilesOrdered':
    case 'FileShown':
    case 'EntryChosen': {
      const user = authorOf(personIn(interview.people, by));
      const shows = event.type === 'LanguageChanged' || event.type === 'FileShown';
      return { type: 'folder', payload: { folder: interview.folder, user, shows } };
    }
    case 'PersonJoined':
    case 'PersonChanged':
    case 'PersonRenamed':
    case 'ColorChanged':
    case 'HandChanged': {
      const user = userOf(interview, event.participant, isOnline);
      return user && { type: 'user_joined', payload: { user } };
    }
    case 'Announced': {
      const { announcement } = interview;
      return announcement && { type: 'announcement', payload: { announcement } };
    }
    case 'PersonListed': {
      const user = userOf(interview, event.participant, isOnline);
      if (user === null || event.listed) {
        return user && { type: 'user_joined', payload: { user } };
      }
      return { type: 'user_left', payload: { user, reason: 'unlisted' } };
    }
    case 'PersonLeft': {
      const user = userOf(interview, event.participant, () => false);
      return user && { type: 'user_left', payload: { user, reason: event.reason } };
    }
    case 'RunStarted':
    case 'RunPrinted':
    case 'RunEnded':
      return frameOfRun(interview, event);
    case 'QuestionLoaded':
      return { type: 'question', payload: { question: event.question } };
    case 'PrivateSideKept':
      return { type: 'private_side', payload: { side: event.side } };
    case 'QuestionRemoved':
      return { type: 'question_removed', payload: { question: event.question } };
    case 'QuestionsOrdered':
      return { type: 'questions_order', payload: { questions: event.questions } };
    case 'CheckStarted':
    case 'CheckAnswered':
    case 'CheckEnded':
      return frameOfCheck(interview, event);
    case 'HiddenResultTold': {
      const result = interview.checks.results.get(event.question);
      return result === undefined ? null : { type: 'hidden_result', payload: { result } };
    }
    case 'SignalNoted':
    case 'SignalAnswered':
      return frameOfSignal(interview, event.signal);
    case 'AttachmentBegun':
      return { type: 'attachment', payload: { attachment: event.attachment, reason: null } };
    case 'AttachmentEnded':
      return { type: 'attachment', payload: { attachment: null, reason: event.reason } };
    default:
      // Links are listed when somebody asks, and withheld output is told with the end of its run.
      return null;
  }
}

function frameOfRun(
  { runs }: IInterview,
  event: Extract<IDecided['event'], { type: 'RunStarted' | 'RunPrinted' | 'RunEnded' }>
): ServerFrame | null {
  const record = runIn(runs, event.run);
  if (record === undefined || (record.source === 'reported' && event.type !== 'RunEnded')) {
    return null;
  }
  const run = view.run(record);
  switch (event.type) {
    case 'RunStarted':
      return { type: 'run_started', payload: { run } };
    case 'RunPrinted': {
      const { run: runId, index, output } = event;
      return { type: 'run_output', payload: { runId, index, ...output } };
    }
    case 'RunEnded': {
      const timestamp = iso(record.endedUs ?? record.startedUs);
      const output = textOf(run.outputs);
      return { type: 'execution_result', payload: { output, error: run.error, timestamp, run } };
    }
  }
}

function frameOfCheck(
  { checks }: IInterview,
  event: Extract<IDecided['event'], { type: 'CheckStarted' | 'CheckAnswered' | 'CheckEnded' }>
): ServerFrame | null {
  const check = checks.records.get(event.check)?.check;
  if (check === undefined) {
    return null;
  }
  switch (event.type) {
    case 'CheckStarted':
      return { type: 'check_started', payload: { check } };
    case 'CheckAnswered':
      return { type: 'check_results', payload: { check: check.id, results: event.results } };
    case 'CheckEnded': {
      const { state, passed, points, of } = event;
      const endedAt = check.endedAt ?? check.startedAt;
      return {
        type: 'check_ended',
        payload: { check: check.id, state, endedAt, passed, points, of }
      };
    }
  }
}

function userOf({ people }: IInterview, id: string, isOnline: IsOnline) {
  const record = personIn(people, id);
  return record === undefined ? null : view.user(record, isOnline(id));
}
