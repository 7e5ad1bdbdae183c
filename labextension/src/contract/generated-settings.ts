// Made by scripts/contract.mjs; change the document and make it again.

import type { components as rest } from './generated-rest';
import type { components as session } from './generated-session';

/** What a session is set to. */
export type Settings = Readonly<Required<session['schemas']['Settings']>>;

/** Of settings those that shall be, or were, changed. */
export type SettingsChange = session['schemas']['SettingsChange'];

/** Those that can be chosen when a session begins. */
export type SettingsInitial = rest['schemas']['SettingsInitial'];

/** The settings in answers and frames. */
export type SettingsTold = rest['schemas']['SettingsTold'];

/** Those that a request changes. */
export type SettingsAsked = rest['schemas']['SettingsAsked'];

export const DEFAULT_SETTINGS: Settings = {
  lobby: false,
  editingLocked: false,
  runsLocked: false,
  showsValues: true,
  candidateChecks: false,
  ai: 'unsaid',
  aiSentence: '',
  noteInserts: true,
  noteAway: false
};

/** The operation of the role table that is changing a setting. */
export const OPERATIONS = {
  lobby: 'lock',
  editingLocked: 'lock',
  runsLocked: 'lock',
  showsValues: 'lock',
  candidateChecks: 'lock',
  ai: 'lock',
  aiSentence: 'lock',
  noteInserts: 'lock',
  noteAway: 'lock'
} as const;

/** Those that are about other people. */
export const OF_COMPANY: readonly (keyof Settings)[] = [
  'lobby',
  'editingLocked',
  'runsLocked',
  'candidateChecks',
  'noteAway'
];

/** The fields of an answer or a frame. */
export function told(settings: Settings): SettingsTold {
  return {
    lobby: settings.lobby,
    locks: { editing: settings.editingLocked, runs: settings.runsLocked },
    showValues: settings.showsValues,
    candidateChecks: settings.candidateChecks,
    ai: settings.ai,
    aiSentence: settings.aiSentence,
    noteInserts: settings.noteInserts,
    noteAway: settings.noteAway
  };
}

/** The part of a body that changes settings. */
export function asked(change: SettingsChange): SettingsAsked {
  return {
    lobby: change.lobby,
    locks: { editing: change.editingLocked, runs: change.runsLocked },
    showValues: change.showsValues,
    candidateChecks: change.candidateChecks,
    ai: change.ai,
    aiSentence: change.aiSentence,
    noteInserts: change.noteInserts,
    noteAway: change.noteAway
  };
}

/** The settings that an answer or a frame names. */
export function taken(told: SettingsAsked): SettingsChange {
  return {
    lobby: told.lobby,
    editingLocked: told.locks?.editing,
    runsLocked: told.locks?.runs,
    showsValues: told.showValues,
    candidateChecks: told.candidateChecks,
    ai: told.ai,
    aiSentence: told.aiSentence,
    noteInserts: told.noteInserts,
    noteAway: told.noteAway
  };
}
