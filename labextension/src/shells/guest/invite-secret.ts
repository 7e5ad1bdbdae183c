/**
 * The secret of the link that opened this page. It leaves the address at once, so that it is in no
 * history, screenshot or copied address, and is kept for this tab until it was used: who reloads
 * before having typed a name still gets in.
 */
import { tabMemory } from './storage';

/** Without what stood behind the link in a sentence. */
const SECRET = /^[\w-]+/;

const key = (sessionId: string): string => `invite:${sessionId}`;

export function takeInviteSecret(sessionId: string): string | undefined {
  const [secret] = SECRET.exec(location.hash.slice(1)) ?? [''];
  if (secret === '') {
    return tabMemory.read(key(sessionId)) ?? undefined;
  }
  history.replaceState(history.state, '', location.pathname + location.search);
  tabMemory.write(key(sessionId), secret);
  return secret;
}

export function forgetInviteSecret(sessionId: string): void {
  tabMemory.forget(key(sessionId));
}
