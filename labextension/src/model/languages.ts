/** What an editor calls each language. */
import type { Language } from './protocol';

export const MIME_TYPES: Readonly<Record<Language, string>> = {
  javascript: 'text/javascript',
  python: 'text/x-python'
};
