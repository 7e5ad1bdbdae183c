// @vitest-environment jsdom
/** The list of people, and what is done to them: drawn from what the server says may be done. */
import * as React from 'react';
import { beforeEach, expect, it } from 'vitest';
import { click, draw, find, get, texts } from '../../../tests/draw';
import { person } from '../../../tests/relay';
import type { Action, IUser } from '../../contract/protocol';
import { Participants } from './participants';
import type { IPeopleActions } from './participants';

const owner: IUser = { ...person('Ana'), role: 'owner' };
const bo = person('Bo');
const cy: IUser = { ...person('Cy'), waiting: true };
const di: IUser = { ...person('Di'), waiting: true };

let asked: string[];
let actions: IPeopleActions;

const list = (me: IUser, users: IUser[], ...can: Action[]): Promise<unknown> =>
  draw(
    <Participants
      users={users}
      me={me}
      following={null}
      can={action => can.includes(action)}
      actions={actions}
    />
  );

beforeEach(() => {
  asked = [];
  actions = {
    admit: users => asked.push(`admit ${users.map(({ name }) => name).join()}`),
    setRole: (user, role) => asked.push(`${user.name} ${role}`),
    follow: user => asked.push(`follow ${user.name}`),
    lowerHand: user => asked.push(`lower ${user.name}`),
    remove: user => asked.push(`remove ${user.name}`),
    canDownload: true,
    download: user => asked.push(`download ${user.name}`)
  };
});

it('who waits comes first, is told aloud, and is let in one by one or all at once', async () => {
  await list(owner, [owner, bo, cy, di], 'admit');
  expect(texts('.jpi-Participant-name')).toEqual(['Cy', 'Di', 'Ana', 'Bo']);
  expect(texts('.jpi-Participant-facts')[0]).toBe('waiting');
  expect(texts('[role="status"]')).toEqual(['2 people wait to be let in']);
  await click('Admit Cy');
  await click('Admit all');
  expect(asked).toEqual(['admit Cy', 'admit Cy,Di']);
});

it('who may do nothing to others sees no buttons but the one for their own data', async () => {
  await list(bo, [owner, bo]);
  expect(find('button', 'Actions for Ana')).toBeNull();
  await click('Actions for Bo');
  expect(texts('[role^="menuitem"]')).toEqual(['Download what is held on you']);
  await click('Download what is held on you', 'menuitem');
  expect(asked).toEqual(['download Bo']);
});

it('TX32: who is here and somebody else is followed by a click on their name', async () => {
  await list(owner, [owner, bo, cy, { ...person('Eve'), online: false }]);
  expect(find('button', 'Follow Ana')).toBeNull();
  expect(find('button', 'Follow Cy')).toBeNull();
  expect(find('button', 'Follow Eve')).toBeNull();
  await click('Follow Bo');
  expect(asked).toEqual(['follow Bo']);
});

it('roles are changed, people removed and exported from a menu of theirs', async () => {
  await list(owner, [owner, bo], 'role', 'kick', 'export');
  await click('Actions for Bo');
  expect(texts('[role^="menuitem"]')).toEqual([
    'Role: interviewer',
    'Role: candidate',
    'Role: observer',
    'Download what is held on them',
    'Remove…'
  ]);
  expect(get('menuitem', 'Role: candidate').getAttribute('aria-checked')).toBe('true');
  await click('Role: candidate', 'menuitem');
  for (const item of ['Role: observer', 'Download what is held on them', 'Remove…']) {
    await click('Actions for Bo');
    await click(item, 'menuitem');
  }
  expect(asked).toEqual(['Bo observer', 'download Bo', 'remove Bo']);
});

it('an owner is given no other role and is not removed, nor is oneself', async () => {
  const other: IUser = { ...owner, id: 'p-other', name: 'Ola' };
  const me: IUser = { ...bo, role: 'interviewer' };
  await list(me, [other, me], 'role', 'kick');
  expect(find('button', 'Actions for Ola')).toBeNull();
  await click('Actions for Bo');
  expect(texts('[role^="menuitem"]')).toEqual(['Download what is held on you']);
});
