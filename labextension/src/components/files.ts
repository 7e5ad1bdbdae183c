/** What a page with a file browser lends the panel; other pages have none. */
import type { Language } from '../model/protocol';

export interface IFiles {
  /** The folder that is shown now, empty for the first one. */
  folder(): string;
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

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
