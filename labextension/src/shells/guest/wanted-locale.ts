/** In which language a page without JupyterLab begins: as asked for, chosen, or the browser's own. */
import { ownLocale, type Locale } from '../../locale/catalogues';
import type { Memory } from './storage';

/** What somebody chose in this browser. */
export const CHOSEN = 'locale';

/** In the address, for links that are to be read in a certain language. */
export const PARAMETER = 'lang';

export function wantedLocale(memory: Memory, address: { search: string }): Locale {
  const asked = new URLSearchParams(address.search).get(PARAMETER);
  const chosen = memory.read(CHOSEN);
  return ownLocale([asked, chosen, ...navigator.languages].filter(tag => tag !== null));
}
