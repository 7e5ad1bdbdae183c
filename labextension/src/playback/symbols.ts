/** What an entry is, for whoever steps to one and for its symbol on the timeline. */
import type { Entry } from './entries';

export type EntrySymbol =
  | 'ran-well'
  | 'ran-badly'
  | 'runs'
  | 'tested'
  | 'inserted'
  | 'file'
  | 'person'
  | 'question'
  | 'state'
  | 'message'
  | 'late'
  | 'gap'
  | 'note';

const OF_EVENTS: Readonly<Record<string, EntrySymbol>> = {
  SessionChanged: 'state',
  LanguageChanged: 'file',
  FileAdded: 'file',
  FileRenamed: 'file',
  FileRemoved: 'file',
  FilesOrdered: 'file',
  FileShown: 'file',
  EntryChosen: 'file',
  PersonJoined: 'person',
  PersonChanged: 'person',
  PersonRenamed: 'person',
  ColorChanged: 'person',
  PersonLeft: 'person',
  HandChanged: 'message',
  Announced: 'message',
  QuestionLoaded: 'question',
  QuestionRemoved: 'question',
  QuestionsOrdered: 'question',
  HiddenResultTold: 'tested',
  SignalNoted: 'message',
  SignalAnswered: 'message'
};

/** Null for what the lanes show by themselves: typing and pauses. */
export function symbolOf(entry: Entry): EntrySymbol | null {
  switch (entry.kind) {
    case 'typed':
    case 'pause':
      return null;
    case 'ran':
      return entry.run.endSeq === null ? 'runs' : isFailing(entry) ? 'ran-badly' : 'ran-well';
    case 'event':
      return OF_EVENTS[entry.event.type] ?? 'state';
    default:
      return entry.kind;
  }
}

/** A run that did not end well, or whose tests did not all pass. */
export function isFailing(entry: Entry): boolean {
  if (entry.kind !== 'ran') {
    return false;
  }
  const { endSeq, state, tests } = entry.run;
  return endSeq !== null && (state !== 'ok' || tests.some(({ passed }) => !passed));
}

/** Another file or language is shown from here on, or there is another one. */
export function isSwitch(entry: Entry): boolean {
  return entry.kind === 'event' && symbolOf(entry) === 'file';
}
