// @vitest-environment jsdom
/** Making a link, seeing it once, and revoking it. */
import * as React from 'react';
import { beforeEach, expect, it } from 'vitest';
import { click, draw, fill, find, get, texts } from '../../../tests/draw';
import type { IListedInvite, INewInvite } from '../../contract/protocol';
import type { IInviteActions } from './invite-actions';
import { ShareDialog } from './share-dialog';

/** Invites of one session as the server keeps them. */
class Invites implements IInviteActions {
  kept: IListedInvite[] = [];
  host = 'host';
  refusal: string | null = null;

  list(): Promise<IListedInvite[]> {
    return Promise.resolve(this.kept);
  }

  create(options: Required<INewInvite>) {
    if (this.refusal !== null) {
      return Promise.reject(new Error(this.refusal));
    }
    const invite: IListedInvite = {
      id: `invite-${this.kept.length}`,
      label: options.label,
      role: options.role,
      createdAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + options.expiresIn * 1000).toISOString(),
      maxUses: options.maxUses,
      uses: 0,
      revoked: false,
      people: []
    };
    this.kept = [invite, ...this.kept];
    const secret = `secret-of-${invite.id}`;
    return Promise.resolve({ ...invite, secret, url: `https://${this.host}/join/1#${secret}` });
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
  await fill('combobox', 'Valid for', '3600');
  await click('Create link');
  const field = get<HTMLInputElement>('textbox', 'Invite link');
  expect([field.value, field.readOnly]).toEqual(['https://host/join/1#secret-of-invite-0', true]);
  expect(document.body.textContent).toContain('It is shown only this once.');
  expect(texts('.jpi-Invite')).toEqual([
    'observerexpires in 1 hourmade just now · nobody has used it yetRevoke'
  ]);

  await click('Create link');
  expect(get<HTMLInputElement>('textbox', 'Invite link').value).toContain('invite-1');
  expect(document.body.innerHTML).not.toContain('secret-of-invite-0');
});

it('revokes after it said what that does', async () => {
  await click('Create link');
  get('button', 'Revoke').focus();
  await click('Revoke');
  expect(texts('[role="alert"]').join()).toContain('disconnected at once');
  expect(invites.kept[0].revoked).toBe(false);
  // PA9: the first thing that a key reaches does no harm.
  expect(document.activeElement).toBe(get('button', 'Keep'));
  await click('Keep');
  expect(document.activeElement).toBe(get('button', 'Revoke'));
  await click('Revoke');
  await click('Revoke link');
  expect(invites.kept[0].revoked).toBe(true);
  expect(texts('.jpi-Invite-facts')).toEqual(['revokedmade just now · nobody has used it yet']);
  expect(find('textbox', 'Invite link')).toBeNull();
  expect(find('button', 'Revoke')).toBeNull();
});

const fresh = (): string | undefined => texts('.jpi-FreshLink-facts')[0];

it('PA11 a fresh link says what it is for, and goes away when another is chosen', async () => {
  await fill('combobox', 'Role', 'interviewer');
  await fill('combobox', 'Can be used by', '2');
  const label = 'Grace';
  await fill('textbox', 'Label', `  ${label}  `);
  await click('Create link');
  expect(invites.kept[0]).toMatchObject({ role: 'interviewer', maxUses: 2, label });
  expect(fresh()).toBe(
    'Link for an interviewer “Grace” · lets in 2 more people · expires in 1 day'
  );
  await fill('combobox', 'Role', 'candidate');
  expect(find('textbox', 'Invite link')).toBeNull();
  await click('Create link');
  expect(fresh()).toContain('Link for a candidate');
  await fill('combobox', 'Valid for', '3600');
  expect(find('textbox', 'Invite link')).toBeNull();
});

it('PA12, PA20 the list says for whom each is, what is left of it, and who came by it', async () => {
  const label = 'for Ona';
  await fill('combobox', 'Can be used by', '5');
  await click('Create link');
  const [invite] = invites.kept;
  invites.kept = [{ ...invite, label, uses: 2, people: ['Grace', 'Alan'] }];
  await fill('combobox', 'Role', 'observer');
  await click('Create link');
  expect(texts('.jpi-Invite-facts')).toEqual([
    'lets in 5 more people · expires in 1 daymade just now · nobody has used it yet',
    '“for Ona” · lets in 3 more people · expires in 1 daymade just now · used by Grace, Alan'
  ]);
});

it.each([
  ['127.0.0.1:8888', true],
  ['localhost', true],
  ['jupyter.localhost', true],
  ['[::1]:8888', true],
  ['192.168.1.7:8888', false],
  ['localhost.example.org', false],
  ['interviews.example.org', false]
])('PA13 a link to %s warns that it leads to this computer only: %s', async (host, warns) => {
  invites.host = host;
  await click('Create link');
  expect(texts('[role="alert"]').join().includes('works on this computer only')).toBe(warns);
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
