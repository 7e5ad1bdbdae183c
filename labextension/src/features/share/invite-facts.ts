/** How long a link works and whom it still lets in, in words. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IInvite } from '../../contract/protocol';
import { relativeTime } from '../../ui/times';
import { inviteState } from './invite-state';

export function inviteFacts(invite: IInvite, now: number, trans: TranslationBundle): string {
  const { label, maxUses, uses } = invite;
  const state = inviteState(invite, now);
  const time = {
    active: trans.__('expires %1', relativeTime(invite.expiresAt, now)),
    expired: trans.__('expired %1', relativeTime(invite.expiresAt, now)),
    revoked: trans.__('revoked'),
    'used up': trans.__('used up')
  }[state];
  const left =
    maxUses === null || state !== 'active'
      ? []
      : [trans._n('lets in %1 more person', 'lets in %1 more people', maxUses - uses)];
  return [...(label === null ? [] : [trans.__('“%1”', label)]), ...left, time].join(' · ');
}
