/** The files of the page that the panel stands in; pages without a file browser have none. */
import { languageOf, mainName } from '../../contract/languages';
import type { Language } from '../../contract/protocol';

export interface IFiles {
  /** The folder that is shown now, empty for the first one. */
  folder(): string;
  /**
   * The paths in a folder; those of folders end with a slash. Rejects when there is no such folder.
   */
  inside(folder: string): Promise<string[]>;
  open(path: string): void;
}

/** A path for a new file of this interview. */
export function proposedPath(folder: string, title: string, language: Language): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${folder === '' ? '' : `${folder}/`}${name || 'interview'}${endingOf(mainName(language))}`;
}

/** Whether an interview can be attached to it, or to something in it. */
export function leadsSomewhere(path: string): boolean {
  return /(\.ipynb|\/)$/.test(path) || languageOf(nameOf(path)) !== null;
}

function endingOf(name: string): string {
  return /\.\w+$/.exec(name)?.[0] ?? '';
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
