/** Links that are copied from a list: not a new one with each click. */
import { expect, it, vi } from 'vitest';
import type { IListedInvite, IMintedInvite } from '../../contract/protocol';
import type { IInterviewApi } from '../../model/ports';
import { candidateLink } from './invite-actions';

function server(): { api: IInterviewApi; made: IListedInvite[] } {
  const made: IListedInvite[] = [];
  const api = {
    invites: () => Promise.resolve(made),
    createInvite: () => {
      const id = `i-${made.length}`;
      const invite: IMintedInvite = {
        id,
        label: null,
        role: 'candidate',
        createdAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        maxUses: null,
        uses: 0,
        revoked: false,
        secret: id,
        url: `https://host/join/1#${id}`
      };
      made.push({ ...invite, people: [] });
      return Promise.resolve(invite);
    }
  } as Partial<IInterviewApi> as IInterviewApi;
  return { api, made };
}

it('SL11: the same link again while nobody has used it', async () => {
  const { api, made } = server();
  const first = await candidateLink(api, '1');
  expect(first).toEqual({ url: 'https://host/join/1#i-0', again: false });
  expect(await candidateLink(api, '1')).toEqual({ ...first, again: true });
  expect((await candidateLink(api, '2')).again).toBe(false);
  made[0].uses = 1;
  expect((await candidateLink(api, '1')).url).toBe('https://host/join/1#i-2');
});

it('SL11: another one where it was taken back, is no longer there, or is old', async () => {
  const { api, made } = server();
  await candidateLink(api, '1');
  made[0].revoked = true;
  expect((await candidateLink(api, '1')).again).toBe(false);
  made.pop();
  expect((await candidateLink(api, '1')).again).toBe(false);
  vi.useFakeTimers({ now: Date.now() + 3_700_000 });
  expect((await candidateLink(api, '1')).again).toBe(false);
  vi.useRealTimers();
});
