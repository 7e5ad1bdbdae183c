/** What has happened at a moment, in a sentence for each entry. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Role, RunState } from '../../contract/protocol';
import type { Entry, IBurst } from '../../playback/entries';
import { clockOf } from '../../playback/links';
import type { Playback } from '../../playback/playback';
import type { Truth } from '../../playback/truth';
import { numberName, placeLocale } from '../../ui/locale';
import { signalDetail, signalSentence, type SaidSignal } from '../signals/signal-words';
import { languageName, outcomeName, passedName, roleName } from '../wording';

type Told = Readonly<Record<string, unknown>>;

/** A line of an error is told up to here. */
const ERROR_CHARACTERS = 120;

export function entrySentence(entry: Entry, playback: Playback, trans: TranslationBundle): string {
  const who = personName(playback, entry.who, trans);
  switch (entry.kind) {
    case 'typed':
    case 'inserted':
      return typedSentence(entry, who, playback, trans);
    case 'ran': {
      const { run } = entry;
      const passed = run.tests.filter(test => test.passed).length;
      const state = (run.endSeq === null ? 'running' : run.state) as RunState;
      const outcome = outcomeName({ state, tests: run.tests.length, passed }, trans);
      const told = trans.__('%1 ran %2: %3', who, run.file ?? languageOf(run.language), outcome);
      const error = errorLine(run.error);
      return error === '' ? told : `${told} · ${error}`;
    }
    case 'tested': {
      const { hidden, question, passed, cases } = entry.check;
      const title = questionTitle(playback, question, trans);
      const outcome = passedName(cases.length, passed, trans);
      return hidden
        ? trans.__('%1 ran the hidden tests of %2: %3', who, title, outcome)
        : trans.__('%1 ran the visible tests of %2: %3', who, title, outcome);
    }
    case 'event':
      return eventSentence(entry.event.type, entry.event.told, who, playback, trans);
    case 'pause':
      return trans.__('%1 without anything typed or run', spanName(entry.until - entry.at));
    case 'gap':
      return gapSentence(entry.gap.what, trans);
    case 'late':
      return trans.__(
        '%1 typed this without a connection, from %2 to %3 by their own clock; it came at %4',
        who,
        clockOf(entry.made),
        clockOf(entry.madeUntil),
        clockOf(entry.came)
      );
  }
}

function typedSentence(
  { kind, file, added, removed, fromLine, toLine, who: author }: IBurst,
  who: string,
  playback: Playback,
  trans: TranslationBundle
): string {
  const name = fileName(playback, file);
  if (author < 0) {
    return trans.__('%1 was given a text: +%2 −%3', name, numberName(added), numberName(removed));
  }
  if (kind === 'inserted') {
    return trans._n(
      '%2 put %1 character into %3 in one change',
      '%2 put %1 characters into %3 in one change',
      added,
      who,
      name
    );
  }
  if (added === 0) {
    return trans._n(
      '%2 deleted %1 character in %3',
      '%2 deleted %1 characters in %3',
      removed,
      who,
      name
    );
  }
  const lines = fromLine === toLine ? `${fromLine}` : `${fromLine}–${toLine}`;
  const counts = [numberName(added), numberName(removed)];
  return fromLine === toLine
    ? trans.__('%1 typed in %2, line %3: +%4 −%5', who, name, lines, ...counts)
    : trans.__('%1 typed in %2, lines %3: +%4 −%5', who, name, lines, ...counts);
}

function eventSentence(
  type: string,
  told: Told,
  who: string,
  playback: Playback,
  trans: TranslationBundle
): string {
  const text = (name: string): string => {
    const { [name]: value } = told;
    return typeof value === 'string' ? value : '';
  };
  switch (type) {
    case 'SessionChanged':
      return changeSentence(told, trans);
    case 'LanguageChanged':
      return trans.__('%1 switched to %2', who, languageOf(text('language')));
    case 'FileShown':
      return trans.__('%1 showed everybody %2', who, fileById(playback, text('file')));
    case 'FileAdded':
      return trans.__('%1 added %2', who, text('name'));
    case 'FileRenamed':
      return trans.__('%1 gave a file the name %2', who, text('name'));
    case 'FileRemoved':
      return trans.__('%1 removed %2', who, fileById(playback, text('file')));
    case 'FilesOrdered':
      return trans.__('%1 put the files in another order', who);
    case 'EntryChosen':
      return trans.__('%1 chose which file is run', who);
    case 'PersonJoined':
      return trans.__('%1 came', who);
    case 'PersonLeft':
      return trans.__('%1 left', who);
    case 'PersonChanged':
      return told.admitted === false
        ? trans.__('%1 has to wait', who)
        : trans.__('%1 takes part as %2', who, roleName(text('role') as Role, trans));
    case 'PersonRenamed':
      return trans.__('%1 goes by the name %2', who, text('name'));
    case 'ColorChanged':
      return trans.__('%1 has another color', who);
    case 'HandChanged':
      return told.raised === true
        ? trans.__('%1 raised a hand', who)
        : trans.__('%1 lowered a hand', who);
    case 'Announced':
      return trans.__('%1 told everybody: %2', who, text('text'));
    case 'QuestionLoaded':
      return trans.__('The question “%1” came', text('title'));
    case 'QuestionRemoved':
      return trans.__(
        'A question was removed: %1',
        questionTitle(playback, text('question'), trans)
      );
    case 'QuestionsOrdered':
      return trans.__('The questions are in another order');
    case 'HiddenResultTold': {
      const { passed, total } = told;
      return trans.__(
        'Everybody was told of the hidden tests: %1',
        passedName(Number(total), Number(passed), trans)
      );
    }
    case 'SignalNoted':
      return notedSentence(told, who, playback, trans);
    case 'SignalAnswered':
      return answerSentence(text('text'), told.fromAi === true, who, trans);
    default:
      return trans.__('Something was changed');
  }
}

/** What a browser has reported, in the words that the person themselves reads. */
function notedSentence(
  told: Told,
  who: string,
  playback: Playback,
  trans: TranslationBundle
): string {
  // An event leaves out what is as by default.
  const { kind, how, file, characters = 0, lines = 0, source = null, seconds = 0 } = told;
  const noted = { kind, how, characters, lines, source, seconds } as SaidSignal;
  const name = typeof file === 'string' ? fileById(playback, file) : null;
  const detail = signalDetail(noted, name, trans);
  const what = signalSentence(noted, trans);
  return detail === '' ? `${who}: ${what}` : `${who}: ${what} (${detail})`;
}

function answerSentence(
  text: string,
  isFromAi: boolean,
  who: string,
  trans: TranslationBundle
): string {
  if (isFromAi) {
    return text === ''
      ? trans.__('%1 said that it was from AI', who)
      : trans.__('%1 said that it was from AI: “%2”', who, text);
  }
  return text === ''
    ? trans.__('%1 says nothing of what was noted', who)
    : trans.__('%1 said of what was noted: “%2”', who, text);
}

/** What of an interview is another now; the first thing that is named. */
function changeSentence(told: Told, trans: TranslationBundle): string {
  const { state, title, editingLocked, runsLocked, lobby } = told;
  if (state === 'ended') {
    return trans.__('The interview was ended');
  }
  if (state === 'live') {
    return trans.__('The interview goes on');
  }
  if (typeof title === 'string') {
    return trans.__('The title is now “%1”', title);
  }
  if (typeof editingLocked === 'boolean') {
    return editingLocked ? trans.__('Editing was locked') : trans.__('Editing was unlocked');
  }
  if (typeof runsLocked === 'boolean') {
    return runsLocked ? trans.__('Runs were locked') : trans.__('Runs were unlocked');
  }
  if (typeof lobby === 'boolean') {
    return lobby ? trans.__('The lobby was opened') : trans.__('The lobby was closed');
  }
  if (typeof told.ai === 'string' || typeof told.aiSentence === 'string') {
    return trans.__('The rules on AI were changed');
  }
  if (typeof told.noteInserts === 'boolean' || typeof told.noteAway === 'boolean') {
    return trans.__('What is noted was changed');
  }
  return trans.__('Settings were changed');
}

function gapSentence(what: 'edit' | 'event' | 'entries', trans: TranslationBundle): string {
  return {
    edit: trans.__('An edit here cannot be read'),
    event: trans.__('Something that happened here cannot be read'),
    entries: trans.__('A part of the log is missing here')
  }[what];
}

/** Whether the text of a moment is the one that people had before them. */
export function truthSentence(truth: Truth, now: string, trans: TranslationBundle): string {
  switch (truth.kind) {
    case 'sealed':
      return trans.__('This is the text that was live at %1.', now);
    case 'open':
      return trans.__('No seal has been made of this text yet.');
    case 'broken':
      return trans.__(
        'This is not the text that was live: a seal at %1 says another one.',
        clockOf(truth.at)
      );
    case 'gap':
      return trans.__('A part of the log cannot be read, so this text may lack something.');
  }
}

export function personName(playback: Playback, who: number, trans: TranslationBundle): string {
  return playback.recording.people[who]?.name ?? trans.__('Somebody');
}

export function fileName({ recording }: Playback, place: number): string {
  const { [place]: file } = recording.files;
  return file?.name ?? file?.id ?? '';
}

function fileById(playback: Playback, id: string): string {
  const place = playback.placeOf(id);
  return place < 0 ? id : fileName(playback, place);
}

export function questionTitle(
  { recording }: Playback,
  question: string | null,
  trans: TranslationBundle
): string {
  const loaded = recording.events.find(
    ({ type, told }) => type === 'QuestionLoaded' && told.question === question
  );
  return typeof loaded?.told.title === 'string' ? loaded.told.title : trans.__('a question');
}

function languageOf(language: string | null): string {
  return language === null ? '' : languageName(language);
}

/** The line of an error that says what it is: the last one that is none of a place in a program. */
function errorLine(error: string | null): string {
  const lines = (error ?? '').split('\n').filter(line => /^\S/.test(line));
  return lines.at(-1)?.slice(0, ERROR_CHARACTERS) ?? '';
}

/** "1 min, 20 s", in the words of the page's language. */
export function spanName(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const part = (value: number, unit: 'hour' | 'minute' | 'second'): string =>
    new Intl.NumberFormat(placeLocale(), { style: 'unit', unit, unitDisplay: 'short' }).format(
      value
    );
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const parts = [
    hours > 0 ? part(hours, 'hour') : '',
    minutes > 0 ? part(minutes, 'minute') : '',
    seconds % 60 > 0 && hours === 0 ? part(seconds % 60, 'second') : ''
  ].filter(word => word !== '');
  return parts.length > 0 ? parts.join(' ') : part(0, 'second');
}

/** What the slider says of a moment: the time in words, and what was last. */
export function momentWords(at: number, sentence: string | null): string {
  return sentence === null ? spanName(at) : `${spanName(at)}, ${sentence}`;
}
