/** Which announcement was put away in this browser last (session/announcement.ts). */
import type { IPutAwayMemory } from '../model/session/announcement';

const PREFIX = 'jupyter-interview:put-away:';

export function putAwayMemory(sessionId: string): IPutAwayMemory {
  const key = PREFIX + sessionId;
  return {
    recall: () => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    keep: announcement => {
      try {
        localStorage.setItem(key, announcement);
      } catch {
        // Full, or forbidden by the browser: it comes back with the next page.
      }
    }
  };
}
