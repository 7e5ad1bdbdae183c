/** What the close codes of the socket mean for the person and for their edits. */
import { CloseCode } from './protocol';

const SENTENCES = new Map<number, string>([
  [
    CloseCode.credential,
    'This link no longer opens this interview. Ask the person who invited you for a new one.'
  ],
  [
    CloseCode.role,
    'You were disconnected because you are not allowed to do what was tried. Reload the page to go on.'
  ],
  [CloseCode.unknown, 'This interview does not exist, or it was deleted.'],
  [CloseCode.ended, 'This interview has ended.']
]);

export function closedSentence(code: number): string {
  return SENTENCES.get(code) ?? `The connection was closed (${code}). Reload the page to go on.`;
}

export const OFFLINE = 'You are offline; this can be done when the connection is back.';

export const NOT_TAKEN = 'The server could not take your last edit.';

/** The server would close again if it got the same edits again. */
export function closedByEdit(code: number | undefined): boolean {
  return code === CloseCode.malformed || code === CloseCode.conflict || code === CloseCode.tooBig;
}
