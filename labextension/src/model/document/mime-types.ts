/** The name that an editor has for each language. */
import type { Language } from '../../contract/protocol';

export const MIME_TYPES: Readonly<Record<Language, string>> = {
  javascript: 'text/javascript',
  typescript: 'application/typescript',
  python: 'text/x-python'
};

export function mimeTypeOf(language: Language | null): string {
  return language === null ? 'text/plain' : MIME_TYPES[language];
}
