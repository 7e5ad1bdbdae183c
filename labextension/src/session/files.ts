/**
 * The files of an interview: added, renamed, removed and brought back, ordered, shown, and run.
 *
 * Whoever may edit looks after the files. What everybody is shown is for hosts to choose, except that
 * whoever may edit can show the file of another language.
 */
import { codeFile, fileIn, languageOfCodeFile } from '../contract/files';
import type { SessionCommand, SessionEvent } from '../contract/generated-events';
import { isProgram, languageCalled, languageOf, mainName } from '../contract/languages';
import type { IFile, IFolder, Language } from '../contract/protocol';
import { FILES_LIMIT } from '../runner/limits';
import { clash, isFileName } from '../runner/program-files';
import { utf8Length } from '../runner/utf8';
import type { IActor } from './actor';
import {
  freeName,
  inLanguage,
  languageShown,
  namesIn,
  NO_FILES,
  ordered,
  removedIn,
  renamed,
  running,
  showing,
  successor,
  withFile,
  withoutFile
} from './folder';
import {
  decided,
  demand,
  personOf,
  type IDecided,
  type IGiven,
  type IInterview
} from './interview';
import type { Named } from './named';
import { refusal } from './refusal';

/** Files of one document, with those that were removed. */
const MOST_KNOWN = 200;
/** Of the names of all these files together: each change tells all of them to everybody. */
const NAMES_BYTES = 16 * 1024;
const SHOWN_NAME = 100;

type Command = Named<
  SessionCommand,
  | 'ChooseLanguage'
  | 'AddFile'
  | 'RenameFile'
  | 'RemoveFile'
  | 'RestoreFile'
  | 'OrderFiles'
  | 'ShowFile'
  | 'ChooseEntry'
>;
type Event = Named<
  SessionEvent,
  | 'LanguageChanged'
  | 'FileAdded'
  | 'FileRenamed'
  | 'FileRemoved'
  | 'FilesOrdered'
  | 'FileShown'
  | 'EntryChosen'
>;

export function decide(
  interview: IInterview,
  actor: IActor,
  command: Command,
  given: IGiven
): IDecided[] {
  demand(interview, actor.role, operationOf(command));
  const event = eventOf(interview.folder, command, given);
  return event === null ? [] : [decided(event, personOf(interview, actor)?.id)];
}

export function evolve(interview: IInterview, event: Event): IInterview {
  return withFolder(interview, evolved(interview.folder, event));
}

/** The interview with these files. Its language is that of the last program that was shown. */
export function withFolder(interview: IInterview, folder: IFolder): IInterview {
  const { session } = interview;
  const language = languageShown(folder) ?? session.language;
  return {
    ...interview,
    folder,
    session: language === session.language ? session : { ...session, language }
  };
}

/** The files after an event, of whichever concern it is. */
export function folderAfter(folder: IFolder, event: SessionEvent): IFolder {
  switch (event.type) {
    case 'SessionCreated':
      return inLanguage(NO_FILES, event.language);
    case 'SessionChanged':
      return event.epoch === undefined ? folder : successor(folder);
    case 'LanguageChanged':
    case 'FileAdded':
    case 'FileRenamed':
    case 'FileRemoved':
    case 'FilesOrdered':
    case 'FileShown':
    case 'EntryChosen':
      return evolved(folder, event);
    default:
      return folder;
  }
}

function operationOf({ type }: Command): 'language' | 'show' | 'files' {
  switch (type) {
    case 'ChooseLanguage':
      return 'language';
    case 'ShowFile':
      return 'show';
    default:
      return 'files';
  }
}

function eventOf(folder: IFolder, command: Command, { id = '' }: IGiven): Event | null {
  switch (command.type) {
    case 'ChooseLanguage':
      return choose(folder, command.language);
    case 'AddFile': {
      demandPlace(folder);
      const name = checked(command.name, namesIn(folder));
      demandNames(folder, name);
      return { type: 'FileAdded', file: id, name, language: languageOf(name) };
    }
    case 'RenameFile': {
      const file = there(folder, command.file);
      const others = namesIn(folder).filter(name => name !== file.name);
      const name = checked(command.name, others);
      if (name === file.name) {
        return null;
      }
      demandNames(folder, name, file.id);
      return {
        type: 'FileRenamed',
        file: file.id,
        name,
        language: languageOf(name, file.language)
      };
    }
    case 'RemoveFile': {
      const file = there(folder, command.file);
      if (folder.files.length === 1) {
        throw refused('An interview has at least one file; add another one first.');
      }
      return { type: 'FileRemoved', file: file.id };
    }
    case 'RestoreFile':
      return restore(folder, command.file);
    case 'OrderFiles': {
      const wanted = ordered(
        folder,
        command.files.map(file => there(folder, file).id)
      ).files.map(file => file.id);
      return folder.files.every((file, place) => file.id === wanted[place])
        ? null
        : { type: 'FilesOrdered', files: wanted };
    }
    case 'ShowFile':
      // Also what is shown already: people may have gone on to other files.
      return { type: 'FileShown', file: there(folder, command.file).id };
    case 'ChooseEntry':
      return entry(folder, command.file);
  }
}

function choose(folder: IFolder, language: Language): Event | null {
  if (languageShown(folder) === language) {
    return null;
  }
  const first = folder.files.find(file => file.language === language);
  if (first === undefined) {
    demandNumber(folder);
  }
  return first === undefined || first.id === codeFile(language)
    ? { type: 'LanguageChanged', language }
    : { type: 'FileShown', file: first.id };
}

function restore(folder: IFolder, id: string): Event | null {
  if (fileIn(folder, id) !== undefined) {
    return null;
  }
  const removed = removedIn(folder, id) ?? unlisted(id);
  if (removed === null) {
    throw noSuchFile();
  }
  demandNumber(folder);
  const name = freeName(removed.name, namesIn(folder));
  return { type: 'FileAdded', file: id, name, language: removed.language };
}

/** The file of a language that nobody has chosen yet. Documents have the text of some. */
function unlisted(id: string): IFile | null {
  const language = languageOfCodeFile(id);
  return language !== null && languageCalled(language) !== undefined
    ? { id, name: mainName(language), language }
    : null;
}

function entry(folder: IFolder, id: string | null): Event | null {
  if (id === folder.entry) {
    return null;
  }
  const file = id === null ? null : there(folder, id);
  if (file !== null && !isProgram(file.language)) {
    throw refused(`${file.name} is data, and no program.`);
  }
  return { type: 'EntryChosen', file: id };
}

function evolved(folder: IFolder, event: Event): IFolder {
  switch (event.type) {
    case 'LanguageChanged':
      return inLanguage(folder, event.language);
    case 'FileAdded':
      return withFile(folder, { id: event.file, name: event.name, language: event.language });
    case 'FileRenamed':
      return renamed(folder, { id: event.file, name: event.name, language: event.language });
    case 'FileRemoved':
      return withoutFile(folder, event.file);
    case 'FilesOrdered':
      return ordered(folder, event.files);
    case 'FileShown':
      return showing(folder, event.file);
    case 'EntryChosen':
      return running(folder, event.file);
  }
}

/** The name as it is kept; throws the refusal of one that no file can have. */
function checked(name: string, taken: readonly string[]): string {
  const kept = name.length <= SHOWN_NAME * 10 ? name.normalize('NFC') : name;
  if (!isFileName(kept)) {
    throw refused(`${JSON.stringify(kept.slice(0, SHOWN_NAME))} cannot be the name of a file.`);
  }
  if (taken.includes(kept)) {
    throw refused(`There is a file with the name ${kept} already.`);
  }
  const both = clash(kept, taken);
  if (both !== null) {
    throw refused(`${both} cannot be both a file and a folder.`);
  }
  return kept;
}

function demandNames({ files, removed }: IFolder, name: string, insteadOf = ''): void {
  const others = [...files, ...removed].filter(({ id }) => id !== insteadOf);
  if (others.reduce((sum, file) => sum + utf8Length(file.name), utf8Length(name)) > NAMES_BYTES) {
    throw refused('The names of all files together are too long; choose a shorter one.');
  }
}

function demandPlace(folder: IFolder): void {
  demandNumber(folder);
  if (folder.files.length + folder.removed.length >= MOST_KNOWN) {
    throw refused('This interview has had too many files; bring back one that was removed.');
  }
}

function demandNumber({ files }: IFolder): void {
  if (files.length >= FILES_LIMIT) {
    throw refused(`An interview may have at most ${FILES_LIMIT} files.`);
  }
}

function there(folder: IFolder, id: string): IFile {
  const file = fileIn(folder, id);
  if (file === undefined) {
    throw noSuchFile();
  }
  return file;
}

/** What is said of an id that no file has. */
export function noSuchFile(): Error {
  return refusal('not_found', 'This file is not there any more.');
}

function refused(sentence: string): Error {
  return refusal('invalid_field', sentence);
}
