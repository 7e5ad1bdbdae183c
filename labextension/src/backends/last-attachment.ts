/** What an interview was attached to when this browser last heard of it (session/attachment.ts). */
import type { IAttachment } from '../contract/protocol';
import type { IAttachmentMemory } from '../model/session/attachment';
import { PageMemory } from '../model/session/attachment';

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
