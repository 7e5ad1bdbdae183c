/**
 * The beginning of the pages: what takes longest, the sandbox and its interpreter, is on its way
 * before the panel's own script is read, for that keeps the page's thread busy. The catalogue is on its
 * way, too, because nothing is drawn before it is there.
 */
import { lastLanguage } from '../../backends/last-language';
import { catalogueOf } from '../../locale/catalogues';
import { beginRunner } from '../page-runner';
import { readPageData } from './page-data';
import { browserMemory } from './storage';
import { wantedLocale } from './wanted-locale';

/** Milliseconds that the panel waits for the sandbox's frame at most, on a slow line. */
const HEAD_START_MS = 150;

async function begin(): Promise<void> {
  void catalogueOf(wantedLocale(browserMemory, location));
  const { page, baseUrl, sessionId, sandboxFiles } = readPageData(document.body.dataset, location);
  if (page === 'join') {
    const late = new Promise(resolve => setTimeout(resolve, HEAD_START_MS));
    await Promise.race([beginRunner(baseUrl, lastLanguage(sessionId), sandboxFiles), late]);
  }
  await import('./main');
}

void begin();
