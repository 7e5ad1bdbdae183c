/**
 * The files of an interview: in which order they are, which one is shown, and which one is run.
 *
 * Their texts are in the document. A file that was removed is remembered with its text, so that it can
 * be brought back.
 */
import { codeFile, fileIn } from '../contract/files';
import { isProgram, mainName } from '../contract/languages';
import type { IFile, IFolder, Language } from '../contract/protocol';
import { clash, NAME_LENGTH } from '../runner/program-files';

export const NO_FILES: IFolder = { files: [], removed: [], shown: '', entry: null };

export function removedIn({ removed }: IFolder, id: string): IFile | undefined {
  return removed.find(file => file.id === id);
}

export function namesIn({ files }: IFolder): string[] {
  return files.map(({ name }) => name);
}

/** The language of the file that is shown; null for data. */
export function languageShown(folder: IFolder): Language | null {
  return fileIn(folder, folder.shown)?.language ?? null;
}

/** With another file at the end; no other file has its id then. */
export function withFile(folder: IFolder, added: IFile): IFolder {
  return {
    ...folder,
    files: [...without(folder.files, added.id), added],
    removed: without(folder.removed, added.id),
    shown: folder.shown === '' ? added.id : folder.shown
  };
}

export function renamed(folder: IFolder, file: IFile): IFolder {
  const hasEnded = file.id === folder.entry && !isProgram(file.language);
  return {
    ...folder,
    files: folder.files.map(other => (other.id === file.id ? file : other)),
    entry: hasEnded ? null : folder.entry
  };
}

/** Without a file. If it was shown, the next one is, or the last one. */
export function withoutFile(folder: IFolder, id: string): IFolder {
  const place = folder.files.findIndex(file => file.id === id);
  if (place < 0) {
    return folder;
  }
  const files = without(folder.files, id);
  const next = files[Math.min(place, files.length - 1)]?.id ?? '';
  return {
    files,
    removed: [...folder.removed, folder.files[place]],
    shown: folder.shown === id ? next : folder.shown,
    entry: folder.entry === id ? null : folder.entry
  };
}

/** In this order. Files that are not named keep theirs, at the end. */
export function ordered(folder: IFolder, ids: readonly string[]): IFolder {
  const first = [...new Set(ids)].flatMap(id => fileIn(folder, id) ?? []);
  return { ...folder, files: [...first, ...folder.files.filter(file => !first.includes(file))] };
}

/** Of the document that follows this one, in which removed texts are not. */
export function successor(folder: IFolder): IFolder {
  return { ...folder, removed: [] };
}

/** With this file shown to everybody, if it is there. */
export function showing(folder: IFolder, id: string): IFolder {
  return fileIn(folder, id) === undefined ? folder : { ...folder, shown: id };
}

/** With this file as the one that is run, if it is there. */
export function running(folder: IFolder, id: string | null): IFolder {
  return id !== null && fileIn(folder, id) === undefined ? folder : { ...folder, entry: id };
}

/** Showing the file that older versions knew as the text of this language, also where there was none. */
export function inLanguage(folder: IFolder, language: Language): IFolder {
  const id = codeFile(language);
  if (fileIn(folder, id) !== undefined) {
    return showing(folder, id);
  }
  const wanted = removedIn(folder, id)?.name ?? mainName(language);
  const name = freeName(wanted, namesIn(folder));
  return showing(withFile(folder, { id, name, language }), id);
}

/**
 * The name, with a number in it if other files do not leave room for it. The number stands before the
 * ending, or in the name of the folder that is a file here.
 */
export function freeName(name: string, taken: readonly string[]): string {
  const both = clash(name, taken);
  if (both === null && !taken.includes(name)) {
    return name;
  }
  const parts = name.split('/');
  const place = both === null ? parts.length - 1 : both.split('/').length - 1;
  for (let number = 2; ; number++) {
    const wanted = [
      ...parts.slice(0, place),
      numbered(parts[place], number),
      ...parts.slice(place + 1)
    ].join('/');
    if (!taken.includes(wanted) && clash(wanted, taken) === null) {
      return wanted;
    }
  }
}

/** The name of a file or folder with this number; a long one loses its end for it. */
function numbered(part: string, number: number): string {
  const dot = part.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [part.slice(0, dot), part.slice(dot)] : [part, ''];
  const behind = `_${number}${ending}`;
  const room = Math.max(1, NAME_LENGTH - [...behind].length);
  return [...stem].slice(0, room).join('') + behind;
}

function without(files: readonly IFile[], id: string): IFile[] {
  return files.filter(file => file.id !== id);
}
