// Made by scripts/contract.mjs; change the document and make it again.

import type { components } from './generated-session';

type Session = components['schemas'];

/** What can happen in a session. */
export type SessionEvent =
  | ({ type: 'SessionCreated' } & Session['SessionCreated'])
  | ({ type: 'SessionChanged' } & Session['SessionChanged'])
  | { type: 'SessionDeleted' }
  | ({ type: 'LanguageChanged' } & Session['LanguageChanged'])
  | ({ type: 'FileAdded' } & Session['FileAdded'])
  | ({ type: 'FileRenamed' } & Session['FileRenamed'])
  | ({ type: 'FileRemoved' } & Session['FileRemoved'])
  | ({ type: 'FilesOrdered' } & Session['FilesOrdered'])
  | ({ type: 'FileShown' } & Session['FileShown'])
  | ({ type: 'EntryChosen' } & Session['EntryChosen'])
  | ({ type: 'PersonJoined' } & Session['PersonJoined'])
  | ({ type: 'PersonCameAgain' } & Session['PersonCameAgain'])
  | ({ type: 'WayClosed' } & Session['WayClosed'])
  | ({ type: 'WayUndone' } & Session['WayUndone'])
  | ({ type: 'PersonChanged' } & Session['PersonChanged'])
  | ({ type: 'PersonRenamed' } & Session['PersonRenamed'])
  | ({ type: 'ColorChanged' } & Session['ColorChanged'])
  | ({ type: 'PersonLeft' } & Session['PersonLeft'])
  | ({ type: 'PersonListed' } & Session['PersonListed'])
  | ({ type: 'HandChanged' } & Session['HandChanged'])
  | ({ type: 'Announced' } & Session['Announced'])
  | ({ type: 'InviteMade' } & Session['InviteMade'])
  | ({ type: 'InviteRevoked' } & Session['InviteRevoked'])
  | ({ type: 'InviteReturned' } & Session['InviteReturned'])
  | ({ type: 'RunStarted' } & Session['RunStarted'])
  | ({ type: 'RunPrinted' } & Session['RunPrinted'])
  | ({ type: 'RunWithheld' } & Session['RunWithheld'])
  | ({ type: 'RunEnded' } & Session['RunEnded'])
  | ({ type: 'QuestionLoaded' } & Session['QuestionLoaded'])
  | ({ type: 'PrivateSideKept' } & Session['PrivateSideKept'])
  | ({ type: 'QuestionRemoved' } & Session['QuestionRemoved'])
  | ({ type: 'QuestionsOrdered' } & Session['QuestionsOrdered'])
  | ({ type: 'CheckStarted' } & Session['CheckStarted'])
  | ({ type: 'CheckAnswered' } & Session['CheckAnswered'])
  | ({ type: 'CheckEnded' } & Session['CheckEnded'])
  | ({ type: 'HiddenResultTold' } & Session['HiddenResultTold'])
  | ({ type: 'TextsSealed' } & Session['TextsSealed'])
  | ({ type: 'SignalNoted' } & Session['SignalNoted'])
  | ({ type: 'SignalAnswered' } & Session['SignalAnswered'])
  | ({ type: 'ReleaseChanged' } & Session['ReleaseChanged'])
  | ({ type: 'HoldChanged' } & Session['HoldChanged'])
  | ({ type: 'AttachmentBegun' } & Session['AttachmentBegun'])
  | ({ type: 'AttachmentEnded' } & Session['AttachmentEnded']);

/** What can be asked of a session. */
export type SessionCommand =
  | ({ type: 'CreateSession' } & Session['CreateSession'])
  | ({ type: 'SessionChange' } & Session['SessionChange'])
  | { type: 'DeleteSession' }
  | ({ type: 'ChooseLanguage' } & Session['ChooseLanguage'])
  | ({ type: 'AddFile' } & Session['AddFile'])
  | ({ type: 'RenameFile' } & Session['RenameFile'])
  | ({ type: 'RemoveFile' } & Session['RemoveFile'])
  | ({ type: 'RestoreFile' } & Session['RestoreFile'])
  | ({ type: 'OrderFiles' } & Session['OrderFiles'])
  | ({ type: 'ShowFile' } & Session['ShowFile'])
  | ({ type: 'ChooseEntry' } & Session['ChooseEntry'])
  | ({ type: 'Join' } & Session['Join'])
  | ({ type: 'UndoJoin' } & Session['UndoJoin'])
  | ({ type: 'Leave' } & Session['Leave'])
  | ({ type: 'Kick' } & Session['Kick'])
  | ({ type: 'PersonChange' } & Session['PersonChange'])
  | ({ type: 'RenamePerson' } & Session['RenamePerson'])
  | ({ type: 'RaiseHand' } & Session['RaiseHand'])
  | ({ type: 'Announce' } & Session['Announce'])
  | ({ type: 'NewInvite' } & Session['NewInvite'])
  | ({ type: 'RevokeInvite' } & Session['RevokeInvite'])
  | ({ type: 'WithdrawInvite' } & Session['WithdrawInvite'])
  | ({ type: 'StartRun' } & Session['StartRun'])
  | ({ type: 'PrintOutput' } & Session['PrintOutput'])
  | ({ type: 'EndRun' } & Session['EndRun'])
  | ({ type: 'ReportResult' } & Session['ReportResult'])
  | ({ type: 'BeginServerRun' } & Session['BeginServerRun'])
  | ({ type: 'PrintServerOutput' } & Session['PrintServerOutput'])
  | ({ type: 'EndServerRun' } & Session['EndServerRun'])
  | ({ type: 'StopRun' } & Session['StopRun'])
  | ({ type: 'LoseRuns' } & Session['LoseRuns'])
  | ({ type: 'LoadQuestion' } & Session['LoadQuestion'])
  | ({ type: 'RemoveQuestion' } & Session['RemoveQuestion'])
  | ({ type: 'OrderQuestions' } & Session['OrderQuestions'])
  | ({ type: 'StartCheck' } & Session['StartCheck'])
  | ({ type: 'AnswerCheck' } & Session['AnswerCheck'])
  | ({ type: 'EndCheck' } & Session['EndCheck'])
  | ({ type: 'BeginServerCheck' } & Session['BeginServerCheck'])
  | ({ type: 'AnswerServerCheck' } & Session['AnswerServerCheck'])
  | ({ type: 'EndServerCheck' } & Session['EndServerCheck'])
  | ({ type: 'StopCheck' } & Session['StopCheck'])
  | ({ type: 'LoseChecks' } & Session['LoseChecks'])
  | ({ type: 'SealTexts' } & Session['SealTexts'])
  | ({ type: 'NoteInsert' } & Session['NoteInsert'])
  | ({ type: 'NoteAway' } & Session['NoteAway'])
  | ({ type: 'AnswerSignal' } & Session['AnswerSignal'])
  | ({ type: 'ReleaseCopies' } & Session['ReleaseCopies'])
  | ({ type: 'HoldSession' } & Session['HoldSession'])
  | ({ type: 'BeginAttachment' } & Session['BeginAttachment'])
  | ({ type: 'EndAttachment' } & Session['EndAttachment']);

/** Who may hear an event, as long as it is not about somebody in the lobby. */
export const AUDIENCE = {
  SessionCreated: 'hosts',
  SessionChanged: 'everybody',
  SessionDeleted: 'everybody',
  LanguageChanged: 'everybody',
  FileAdded: 'everybody',
  FileRenamed: 'everybody',
  FileRemoved: 'everybody',
  FilesOrdered: 'everybody',
  FileShown: 'everybody',
  EntryChosen: 'everybody',
  PersonJoined: 'everybody',
  PersonCameAgain: 'hosts',
  WayClosed: 'hosts',
  WayUndone: 'hosts',
  PersonChanged: 'everybody',
  PersonRenamed: 'everybody',
  ColorChanged: 'everybody',
  PersonLeft: 'everybody',
  PersonListed: 'everybody',
  HandChanged: 'everybody',
  Announced: 'everybody',
  InviteMade: 'owner',
  InviteRevoked: 'owner',
  InviteReturned: 'owner',
  RunStarted: 'everybody',
  RunPrinted: 'everybody',
  RunWithheld: 'hosts',
  RunEnded: 'everybody',
  QuestionLoaded: 'everybody',
  PrivateSideKept: 'hosts',
  QuestionRemoved: 'everybody',
  QuestionsOrdered: 'everybody',
  CheckStarted: 'everybody',
  CheckAnswered: 'everybody',
  CheckEnded: 'everybody',
  HiddenResultTold: 'everybody',
  TextsSealed: 'everybody',
  SignalNoted: 'hosts',
  SignalAnswered: 'hosts',
  ReleaseChanged: 'hosts',
  HoldChanged: 'hosts',
  AttachmentBegun: 'owner',
  AttachmentEnded: 'owner'
} as const;

/** What an optional property of an event is where it is not there. */
export const DEFAULTS = {
  SessionCreated: {
    group: null,
    copiedFrom: null,
    lobby: false,
    ai: 'unsaid',
    aiSentence: '',
    noteInserts: true,
    noteAway: false
  },
  SessionChanged: {
    title: null,
    state: null,
    epoch: null,
    language: null,
    lobby: null,
    editingLocked: null,
    runsLocked: null,
    showsValues: null,
    candidateChecks: null,
    ai: null,
    aiSentence: null,
    noteInserts: null,
    noteAway: null
  },
  SessionDeleted: {},
  LanguageChanged: {},
  FileAdded: {},
  FileRenamed: {},
  FileRemoved: {},
  FilesOrdered: {},
  FileShown: {},
  EntryChosen: {},
  PersonJoined: { identity: null, secretSha256: null, invite: null, admitted: true },
  PersonCameAgain: { secretSha256: null, leads: false },
  WayClosed: {},
  WayUndone: { secretSha256: null, isKnown: false, before: null },
  PersonChanged: { byHost: false },
  PersonRenamed: {},
  ColorChanged: {},
  PersonLeft: {},
  PersonListed: {},
  HandChanged: {},
  Announced: {},
  InviteMade: { maxUses: null, label: null },
  InviteRevoked: {},
  InviteReturned: {},
  RunStarted: { madeUs: null, program: null },
  RunPrinted: { truncated: false },
  RunWithheld: {},
  RunEnded: { madeUs: null, tests: [], tail: [], stoppedBy: null },
  QuestionLoaded: {},
  PrivateSideKept: {},
  QuestionRemoved: {},
  QuestionsOrdered: {},
  CheckStarted: { hidden: true, program: null, at: null },
  CheckAnswered: { hidden: true, at: null },
  CheckEnded: { hidden: true, at: null },
  HiddenResultTold: { cases: [] },
  TextsSealed: {},
  SignalNoted: { file: null, characters: 0, lines: 0, source: null, seconds: 0 },
  SignalAnswered: {},
  ReleaseChanged: {},
  HoldChanged: {},
  AttachmentBegun: {},
  AttachmentEnded: {}
} as const;
