/** What an invite is worth at a moment: its own words are facts, not a verdict. */
import type { IInvite } from '../../contract/protocol';

export type InviteState = 'active' | 'revoked' | 'expired' | 'used up';

export function inviteState(invite: IInvite, now: number): InviteState {
  if (invite.revoked) {
    return 'revoked';
  }
  if (Date.parse(invite.expiresAt) <= now) {
    return 'expired';
  }
  return invite.maxUses !== null && invite.uses >= invite.maxUses ? 'used up' : 'active';
}
