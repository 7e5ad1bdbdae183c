/** What the close codes of the socket mean for the person and for their edits. */
import { CloseCode, type LeaveReason } from '../../contract/protocol';

/** Why an interview is closed for this person; the words stand with the components. */
export type ClosedBecause =
  | 'credential'
  | 'shut_out'
  | 'kicked'
  | 'revoked'
  | 'role'
  | 'deleted'
  | 'missing'
  | 'ended'
  | 'version'
  | 'other';

const REASONS = new Map<number, ClosedBecause>([
  [CloseCode.credential, 'credential'],
  [CloseCode.role, 'role'],
  [CloseCode.unknown, 'missing'],
  [CloseCode.ended, 'ended'],
  [CloseCode.version, 'version']
]);

/** `left` is what was said of this person before the connection went. */
export function closedBecause(
  { code, reason }: { code: number; reason: string },
  wasInside: boolean,
  left: LeaveReason | null
): ClosedBecause {
  const because = REASONS.get(code) ?? 'other';
  if (because === 'credential') {
    const why = [left, reason].find(word => word === 'kicked' || word === 'revoked');
    return why === 'kicked' || why === 'revoked' ? why : wasInside ? 'shut_out' : because;
  }
  return because === 'missing' && wasInside ? 'deleted' : because;
}

export const NOT_TAKEN = 'The server could not take your last edit.';

/** The server would close again if it got the same edits again. */
export function closedByEdit(code: number | undefined): boolean {
  return code === CloseCode.malformed || code === CloseCode.conflict || code === CloseCode.tooBig;
}
