/**
 * Runs before the rest of the page is read: what takes longest, the sandbox and its interpreter,
 * starts while the panel's own script is still being parsed.
 */
import { lastLanguage } from '../client/last-language';
import { beginRunner } from '../page-runner';
import { readPageData } from './page-data';

const { page, baseUrl, sessionId, sandboxFiles } = readPageData(document.body.dataset, location);
if (page === 'join') {
  beginRunner(baseUrl, lastLanguage(sessionId), sandboxFiles);
}
