/**
 * HTML that fetches nothing. JupyterLab's sanitizer lets pictures, sounds and styles in that come from
 * anywhere: whoever wrote the text would learn who reads it, and an address of this server would be asked
 * for in the reader's name.
 */
import type { IProgramFile } from '../../contract/protocol';
import { pictureUrl } from '../../features/questions/pictures';

/** An address of nothing. */
export const NOTHING = 'data:,';
const FETCHING = ['src', 'srcset', 'poster', 'background'];

/** Pictures have their data with them, or are those of `files`. Links are as they were. */
export function withoutFetches(html: string, files: readonly IProgramFile[]): string {
  // Nothing is fetched for a document that no window shows.
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll('*')) {
    const source = element.localName === 'img' ? element.getAttribute('src') : null;
    FETCHING.forEach(name => element.removeAttribute(name));
    if (source !== null) {
      // What is not there shows the words that stand for it.
      element.setAttribute('src', inPlace(source) ?? pictureUrl(files, source) ?? NOTHING);
    }
    // A backslash may hide a name in a style.
    if (/[\\(]/.test(element.getAttribute('style') ?? '')) {
      element.removeAttribute('style');
    }
  }
  return body.innerHTML;
}

function inPlace(source: string): string | null {
  return /^data:image\//i.test(source) ? source : null;
}
