/** What a page with a file browser lends the panel; other pages have none. */
import type { Language } from '../../contract/protocol';

export interface IFiles {
  /** The folder that is shown now, empty for the first one. */
  folder(): string;
  /** Paths of what is in a folder, of folders with a slash at the end. Rejects when there is none. */
  inside(folder: string): Promise<string[]>;
  open(path: string): void;
}

const ENDINGS: Record<Language, string> = {
  javascript: '.js',
  typescript: '.ts',
  python: '.py'
};

/** A path for a new file of this interview. */
export function proposedPath(folder: string, title: string, language: Language): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${folder === '' ? '' : `${folder}/`}${name || 'interview'}${ENDINGS[language]}`;
}

/** Whether an interview can be attached to it, or to something in it. */
export function leadsSomewhere(path: string): boolean {
  return /(\.(py|js|mjs|ts|ipynb)|\/)$/.test(path);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
