/**
 * The files that a program can import and read. Their names become paths in the sandbox's own file
 * system, so they are checked here, wherever they come from: a path of plain names, inside of one
 * folder.
 */
import { MAIN_FILES } from '../contract/generated-languages';
import { FILES_LIMIT, FILES_LIMIT_BYTES } from './limits';
import type { IRunRequest, ITextFile, RunLanguage } from './types';
import { utf8Length } from './utf8';

/** The name of the file that is run, where the caller gives none. */
export const MAIN_NAMES: Readonly<Record<RunLanguage, string>> = MAIN_FILES;

/** Characters of the name of a file or of a folder. */
export const NAME_LENGTH = 100;
const FOLDERS_DEEP = 4;

/** No control or unseen character, and nothing that a file system gives a meaning of its own. */
const PLAIN = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\\/:*?"<>|]+$/u;

type Request = Pick<IRunRequest, 'language' | 'code' | 'name' | 'files'>;

/** What a run is made of, once it was checked. */
export interface IProgramFiles {
  /** The name of the file that is run. */
  name: string;
  /** All others; null for a program that is one file. */
  files: readonly ITextFile[] | null;
}

export function programFiles({ language, name, files }: Request): IProgramFiles {
  const main = name ?? MAIN_NAMES[language];
  const others = files?.map(file => ({ name: file.name, text: file.text }));
  return { name: main, files: others?.filter(file => file.name !== main) ?? null };
}

/** Why these files cannot be given to a program, as a sentence; null when they can. */
export function filesFault(request: Request): string | null {
  if (request.files === undefined && request.name === undefined) {
    return null;
  }
  const { name, files } = programFiles(request);
  const all = [{ name, text: request.code }, ...(files ?? [])];
  if (all.length > FILES_LIMIT) {
    return `A program may have at most ${FILES_LIMIT} files.`;
  }
  const names = new Set<string>();
  for (const file of all) {
    if (!isFileName(file.name)) {
      return `${JSON.stringify(file.name.slice(0, NAME_LENGTH))} cannot be the name of a file.`;
    }
    if (names.has(file.name)) {
      return `There are two files with the name ${file.name}.`;
    }
    names.add(file.name);
  }
  for (const each of names) {
    const folder = foldersOf(each).find(above => names.has(above));
    if (folder !== undefined) {
      return `${folder} cannot be both a file and the folder of ${each}.`;
    }
  }
  const bytes = all.reduce((sum, { text }) => sum + utf8Length(text), 0);
  return bytes > FILES_LIMIT_BYTES
    ? `The files of a program may have at most ${FILES_LIMIT_BYTES / 1024} KiB of text together.`
    : null;
}

/** An import of a file beside it, or of one whose name is only known when it runs. */
const IMPORTS_A_FILE =
  /\bfrom\s*['"]\.|\bimport\s*['"]\.|\b(?:require|import)\s*\(\s*(?:['"`]\.|[^'"`\s])/;

/** JavaScript that may import TypeScript needs what TypeScript needs, and so its worker. */
export function inItsWorker(request: IRunRequest): IRunRequest {
  const { name, files } = programFiles(request);
  const isMixed =
    IMPORTS_A_FILE.test(request.code) &&
    files !== null &&
    files.some(file => /\.[mc]?ts$/.test(file.name));
  return request.language === 'javascript' && isMixed
    ? { ...request, language: 'typescript', name }
    : request;
}

/** A name, or names of folders before it, each plain. */
export function isFileName(name: string): boolean {
  const parts = name.split('/');
  return parts.length <= FOLDERS_DEEP + 1 && parts.every(isPlain);
}

function isPlain(part: string): boolean {
  return (
    part.length <= 2 * NAME_LENGTH &&
    [...part].length <= NAME_LENGTH &&
    PLAIN.test(part) &&
    part.trim() === part &&
    !part.endsWith('.')
  );
}

/** The folders in which a file of this name is, the outermost first. */
function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The name that would be both a file and a folder, beside files of these names. */
export function clash(name: string, taken: readonly string[]): string | null {
  const own = foldersOf(name);
  for (const other of taken) {
    if (own.includes(other)) {
      return other;
    }
    if (foldersOf(other).includes(name)) {
      return name;
    }
  }
  return null;
}
