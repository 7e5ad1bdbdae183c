/**
 * Commands and events of all concerns: which one decides, and which one applies.
 *
 * `decide`, `evolve` and `perform` are all that a room needs to know.
 */
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import type { IActor } from './actor';
import * as announcements from './announcements';
import * as attachment from './attachment';
import * as checks from './checks';
import { compact } from './codec';
import * as files from './files';
import * as hands from './hands';
import type { IDecided, IGiven, IInterview } from './interview';
import * as invites from './invites';
import * as hold from './hold';
import * as life from './life';
import * as people from './people';
import * as questions from './questions';
import * as release from './release';
import * as runs from './runs';
import * as seals from './seals';
import * as signals from './signals';

/** The events of a command, none of which has happened yet; throws the refusal. */
export function decide(
  interview: IInterview,
  actor: IActor,
  command: SessionCommand,
  given: IGiven
): IDecided[] {
  return decideOne(interview, actor, command, given).map(({ event, by }) => ({
    event: compact(event),
    by
  }));
}

/** The interview after an event that happened at this time. */
export function evolve(interview: IInterview, event: SessionEvent, atUs: number): IInterview {
  switch (event.type) {
    case 'SessionCreated':
    case 'SessionChanged':
    case 'SessionDeleted':
      return life.evolve(interview, event, atUs);
    case 'LanguageChanged':
    case 'FileAdded':
    case 'FileRenamed':
    case 'FileRemoved':
    case 'FilesOrdered':
    case 'FileShown':
    case 'EntryChosen':
      return files.evolve(interview, event);
    case 'PersonJoined':
    case 'PersonCameAgain':
    case 'WayClosed':
    case 'WayUndone':
    case 'PersonChanged':
    case 'PersonRenamed':
    case 'ColorChanged':
    case 'PersonLeft':
    case 'PersonListed':
      return people.evolve(interview, event, atUs);
    case 'InviteMade':
    case 'InviteRevoked':
    case 'InviteReturned':
      return invites.evolve(interview, event, atUs);
    case 'HandChanged':
      return hands.evolve(interview, event, atUs);
    case 'Announced':
      return announcements.evolve(interview, event, atUs);
    case 'RunStarted':
    case 'RunPrinted':
    case 'RunWithheld':
    case 'RunEnded':
      return runs.evolve(interview, event, atUs);
    case 'QuestionLoaded':
    case 'PrivateSideKept':
    case 'QuestionRemoved':
    case 'QuestionsOrdered':
      return questions.evolve(interview, event);
    case 'CheckStarted':
    case 'CheckAnswered':
    case 'CheckEnded':
    case 'HiddenResultTold':
      return checks.evolve(interview, event, atUs);
    case 'TextsSealed':
      return seals.evolve(interview, event);
    case 'SignalNoted':
    case 'SignalAnswered':
      return signals.evolve(interview, event, atUs);
    case 'ReleaseChanged':
      return release.evolve(interview, event);
    case 'HoldChanged':
      return hold.evolve(interview, event, atUs);
    case 'AttachmentBegun':
    case 'AttachmentEnded':
      return attachment.evolve(interview, event);
  }
}

/** The events of a command, and the interview after them; throws the refusal. */
export function perform(
  interview: IInterview,
  actor: IActor,
  command: SessionCommand,
  given: IGiven
): { decided: IDecided[]; interview: IInterview } {
  const decided = decide(interview, actor, command, given);
  const after = decided.reduce((now, { event }) => evolve(now, event, given.nowUs), interview);
  return { decided, interview: after };
}

function decideOne(
  interview: IInterview,
  actor: IActor,
  command: SessionCommand,
  given: IGiven
): IDecided[] {
  switch (command.type) {
    case 'CreateSession':
    case 'SessionChange':
    case 'DeleteSession':
      return life.decide(interview, actor, command, given);
    case 'ChooseLanguage':
    case 'AddFile':
    case 'RenameFile':
    case 'RemoveFile':
    case 'RestoreFile':
    case 'OrderFiles':
    case 'ShowFile':
    case 'ChooseEntry':
      return files.decide(interview, actor, command, given);
    case 'Join':
    case 'UndoJoin':
    case 'Leave':
    case 'Kick':
    case 'PersonChange':
    case 'RenamePerson':
      return people.decide(interview, actor, command, given);
    case 'NewInvite':
    case 'RevokeInvite':
    case 'WithdrawInvite':
      return invites.decide(interview, actor, command, given);
    case 'RaiseHand':
      return hands.decide(interview, actor, command);
    case 'Announce':
      return announcements.decide(interview, actor, command);
    case 'StartRun':
    case 'PrintOutput':
    case 'EndRun':
    case 'ReportResult':
    case 'BeginServerRun':
    case 'PrintServerOutput':
    case 'EndServerRun':
    case 'StopRun':
    case 'LoseRuns':
      return runs.decide(interview, actor, command, given);
    case 'LoadQuestion':
    case 'RemoveQuestion':
    case 'OrderQuestions':
      return questions.decide(interview, actor, command, given);
    case 'StartCheck':
    case 'AnswerCheck':
    case 'EndCheck':
    case 'BeginServerCheck':
    case 'AnswerServerCheck':
    case 'EndServerCheck':
    case 'StopCheck':
    case 'LoseChecks':
      return checks.decide(interview, actor, command, given);
    case 'SealTexts':
      return seals.decide(interview, actor, command);
    case 'NoteInsert':
    case 'NoteAway':
    case 'AnswerSignal':
      return signals.decide(interview, actor, command, given);
    case 'ReleaseCopies':
      return release.decide(interview, actor, command, given);
    case 'HoldSession':
      return hold.decide(interview, actor, command);
    case 'BeginAttachment':
    case 'EndAttachment':
      return attachment.decide(actor, command);
  }
}
