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

const OWN = ['Change your name…', 'Download what is held on you'];

let asked: string[];
let actions: IPeopleActions;

const list = (me: IUser, users: IUser[], ...can: Action[]): Promise<unknown> =>
  draw(
    <Participants
      users={users}
      me={me}
      hasLobby={false}
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
    takeOff: user => asked.push(`take off ${user.name}`),
    remove: user => asked.push(`remove ${user.name}`),
    changeName: () => asked.push('rename'),
    canDownload: true,
    download: user => asked.push(`download ${user.name}`)
  };
});

it('PA19: who waits comes first, and is let in one by one or all at once', async () => {
  await list(owner, [owner, bo, cy, di], 'admit');
  expect(texts('.jpi-Participant-name')).toEqual(['Cy', 'Di', 'Ana', 'Bo']);
  expect(texts('.jpi-Participant-facts')[0]).toBe('waiting');
  expect(texts('.jpi-Participant button.jpi-mod-primary')).toEqual(['Let in', 'Let in']);
  await click('Let Cy in');
  await click('Let all in');
  expect(asked).toEqual(['admit Cy', 'admit Cy,Di']);
});

it('NA19 who may do nothing to others changes their own name and has their own data', async () => {
  await list(bo, [owner, bo]);
  expect(find('button', 'Actions for Ana')).toBeNull();
  for (const item of OWN) {
    await click('Actions for Bo');
    expect(texts('[role^="menuitem"]')).toEqual(OWN);
    await click(item, 'menuitem');
  }
  expect(asked).toEqual(['rename', 'download Bo']);
});

it('an owner has these of their own, in the same words', async () => {
  await list(owner, [owner, bo], 'role', 'kick', 'export');
  await click('Actions for Ana');
  expect(texts('[role^="menuitem"]')).toEqual(OWN);
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

it('PA10 who is away folds into one button from two on, but for a raised hand', async () => {
  const away = (name: string): IUser => ({ ...person(name), online: false });
  const cyd = { ...away('Cyd'), handRaisedAt: '2026-11-25T10:00:00.000Z' };
  await list(owner, [owner, away('Al'), bo]);
  expect(texts('.jpi-Participant-name')).toEqual(['Ana', 'Bo', 'Al']);
  document.body.replaceChildren();
  await list(owner, [owner, away('Al'), bo, away('Ed'), cyd]);
  expect(texts('.jpi-Participant-name')).toEqual(['Ana', 'Bo', 'Cyd']);
  const fold = get('button', '2 away');
  expect(fold.getAttribute('aria-expanded')).toBe('false');
  await click('2 away');
  expect(texts('.jpi-Participant-name')).toEqual(['Ana', 'Bo', 'Cyd', 'Al', 'Ed']);
  expect(fold.getAttribute('aria-expanded')).toBe('true');
  await click('2 away');
  expect(texts('.jpi-Participant-name')).toHaveLength(3);
});

it.each(['owner', 'interviewer', 'candidate', 'observer'] as const)(
  'LC16 who is away as %s is taken off the list by any host',
  async role => {
    const me: IUser = { ...bo, role: 'interviewer' };
    const leda: IUser = { ...person('Leda'), role, online: false };
    await list(me, [leda, { ...person('Here'), role }, me], 'unlist');
    expect(find('button', 'Actions for Here')).toBeNull();
    await click('Actions for Leda');
    expect(texts('[role^="menuitem"]')).toEqual(['Take off the list']);
    await click('Take off the list', 'menuitem');
    expect(asked).toEqual(['take off Leda']);
  }
);

it('LC16 so is who went away while they waited, who can be removed as well', async () => {
  await list(owner, [owner, { ...cy, online: false }], 'unlist', 'kick');
  await click('Actions for Cy');
  expect(texts('[role^="menuitem"]')).toEqual(['Take off the list', 'Remove…']);
});

it('AC15, LC6 who holds an interview is removed by its owner alone, here or away', async () => {
  const ira: IUser = { ...bo, role: 'interviewer' };
  for (const online of [true, false]) {
    const ed: IUser = { ...person('Ed'), role: 'interviewer', online };
    await list(ira, [ira, ed, cy], 'kick');
    expect(find('button', 'Actions for Ed')).toBeNull();
    expect(find('button', 'Actions for Cy')).not.toBeNull();
    document.body.replaceChildren();
    await list(owner, [owner, ed], 'kick');
    await click('Actions for Ed');
    expect(texts('[role^="menuitem"]')).toEqual(['Remove…']);
    document.body.replaceChildren();
  }
});

it('an owner is given no other role and is not removed, nor is oneself', async () => {
  const other: IUser = { ...owner, id: 'p-other', name: 'Ola' };
  const me: IUser = { ...bo, role: 'interviewer' };
  await list(me, [other, me], 'role', 'kick');
  expect(find('button', 'Actions for Ola')).toBeNull();
  await click('Actions for Bo');
  expect(texts('[role^="menuitem"]')).toEqual(OWN);
});
