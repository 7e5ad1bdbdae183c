/** The invites of one session, out of the REST calls for all. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IListedInvite, IMintedInvite, INewInvite } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';
import { inviteState } from './invite-state';

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
const HOUR_MS = 3_600_000;

export interface ICandidateLink {
  url: string;
  /** Nobody has come by it yet, and it was made a short time ago: no other one was made. */
  again: boolean;
}

/** The links that were made from here, which the server does not tell a second time. */
const made = new WeakMap<IInterviewApi, Map<string, IMintedInvite>>();

/** The link that a list of interviews copies; the same again while it is new and unused. */
export async function candidateLink(
  api: IInterviewApi,
  sessionId: string
): Promise<ICandidateLink> {
  const links = made.get(api) ?? new Map<string, IMintedInvite>();
  made.set(api, links);
  const known = links.get(sessionId);
  if (known !== undefined && (await isUnused(api, sessionId, known.id))) {
    return { url: known.url, again: true };
  }
  const invite = await api.createInvite(sessionId, { role: 'candidate', expiresIn: DAY_SECONDS });
  links.set(sessionId, invite);
  return { url: invite.url, again: false };
}

async function isUnused(api: IInterviewApi, sessionId: string, id: string): Promise<boolean> {
  const invite = (await api.invites(sessionId)).find(other => other.id === id);
  const now = Date.now();
  return (
    invite !== undefined &&
    invite.uses === 0 &&
    inviteState(invite, now) === 'active' &&
    now - Date.parse(invite.createdAt) < HOUR_MS
  );
}

/** What is said when it was copied. */
export function copiedSentence(
  { again }: ICandidateLink,
  title: string,
  trans: TranslationBundle
): string {
  return again
    ? trans.__('Copied the candidate link to “%1” again. Nobody has used it yet.', title)
    : trans.__('Copied a new candidate link to “%1”. It works for 24 hours.', title);
}
