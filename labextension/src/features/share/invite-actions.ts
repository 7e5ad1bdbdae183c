/** The invites of one session, out of the REST calls for all. */
import type { IListedInvite, IMintedInvite, INewInvite } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';

/** The invites of one session. Every call rejects with a sentence for a person. */
export interface IInviteActions {
  list(): Promise<IListedInvite[]>;
  create(options: INewInvite): Promise<IMintedInvite>;
  revoke(inviteId: string): Promise<void>;
}

export function inviteActions(api: IInterviewApi, sessionId: string): IInviteActions {
  return {
    list: () => api.invites(sessionId),
    create: options => api.createInvite(sessionId, options),
    revoke: inviteId => api.revokeInvite(sessionId, inviteId)
  };
}

export const DAY_SECONDS = 24 * 3600;

/** The link that a list of interviews copies. */
export async function makeCandidateLink(api: IInterviewApi, sessionId: string): Promise<string> {
  const invite = await api.createInvite(sessionId, { role: 'candidate', expiresIn: DAY_SECONDS });
  return invite.url;
}
