// @vitest-environment jsdom
/** Making a link, seeing it once, and revoking it. */
import * as React from 'react';
import { beforeEach, expect, it } from 'vitest';
import { click, draw, fill, find, get, texts } from '../../../tests/draw';
import type { IInvite } from '../../contract/protocol';
import type { IInviteActions } from './invite-actions';
import { ShareDialog } from './share-dialog';

/** Invites of one session as the server keeps them. */
class Invites implements IInviteActions {
  kept: IInvite[] = [];
  refusal: string | null = null;

  list(): Promise<IInvite[]> {
    return Promise.resolve(this.kept);
  }

  create(options: { role: IInvite['role']; expiresIn: number }) {
    if (this.refusal !== null) {
      return Promise.reject(new Error(this.refusal));
    }
    const invite: IInvite = {
      id: `invite-${this.kept.length}`,
      role: options.role,
      createdAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + options.expiresIn * 1000).toISOString(),
      maxUses: null,
      uses: 0,
      revoked: false
    };
    this.kept = [invite, ...this.kept];
    const secret = `secret-of-${invite.id}`;
    return Promise.resolve({ ...invite, secret, url: `https://host/join/1#${secret}` });
  }

  revoke(inviteId: string): Promise<void> {
    this.kept = this.kept.map(invite =>
      invite.id === inviteId ? { ...invite, revoked: true } : invite
    );
    return Promise.resolve();
  }
}

let invites: Invites;
let closed: number;

const title = 'Round 2';

beforeEach(async () => {
  invites = new Invites();
  closed = 0;
  await draw(<ShareDialog title={title} invites={invites} onClose={() => closed++} />);
});

it('makes the link that was chosen, shows it once, and lists it without', async () => {
  await fill('combobox', 'Role', 'observer');
  await fill('combobox', 'Works for', '3600');
  await click('Create link');
  const field = get<HTMLInputElement>('textbox', 'Invite link');
  expect([field.value, field.readOnly]).toEqual(['https://host/join/1#secret-of-invite-0', true]);
  expect(document.body.textContent).toContain('It is shown only this once.');
  expect(texts('.jpi-Invite')).toEqual(['observernot used yet · expires in 1 hourRevoke']);

  await click('Create link');
  expect(get<HTMLInputElement>('textbox', 'Invite link').value).toContain('invite-1');
  expect(document.body.innerHTML).not.toContain('secret-of-invite-0');
});

it('revokes after it said what that does', async () => {
  await click('Create link');
  await click('Revoke');
  expect(texts('[role="alert"]').join()).toContain('shut out at once');
  expect(invites.kept[0].revoked).toBe(false);
  await click('Keep');
  await click('Revoke');
  await click('Revoke link');
  expect(invites.kept[0].revoked).toBe(true);
  expect(texts('.jpi-Invite-facts')).toEqual(['not used yet · revoked']);
  expect(find('textbox', 'Invite link')).toBeNull();
  expect(find('button', 'Revoke')).toBeNull();
});

it('shows a refusal and stays usable', async () => {
  invites.refusal = 'The interview has ended.';
  await click('Create link');
  expect(texts('[role="alert"]').join()).toContain('The interview has ended.');
  invites.refusal = null;
  await click('Create link');
  expect(texts('[role="alert"]')).toEqual([]);
});

it('closes by its button and by Escape', async () => {
  await click('Close');
  document.querySelector('dialog')?.dispatchEvent(new Event('cancel', { cancelable: true }));
  expect(closed).toBe(2);
});
