/** What an interview was attached to when this browser last heard of it: see model/attaching.ts. */
import type { IAttachmentMemory } from '../model/attaching';
import { PageMemory } from '../model/attaching';
import type { IAttachment } from '../model/protocol';

const PREFIX = 'jupyter-interview:attachment:';

export function attachmentMemory(sessionId: string): IAttachmentMemory {
  const key = PREFIX + sessionId;
  const page = new PageMemory();
  return {
    recall: () => {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null') as IAttachment | null;
      } catch {
        return page.recall();
      }
    },
    keep: attachment => {
      page.keep(attachment);
      try {
        if (attachment === null) {
          localStorage.removeItem(key);
        } else {
          localStorage.setItem(key, JSON.stringify(attachment));
        }
      } catch {
        // Full, or forbidden by the browser.
      }
    }
  };
}
