// @vitest-environment jsdom
/** The note of arrivals over a real model: what it says, what can be done there, and how long it stays. */
import * as React from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { click, done, draw, find, get, texts } from '../../../tests/draw';
import { golden } from '../../../tests/golden';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, person, Relay } from '../../../tests/relay';
import type { ServerFrame } from '../../contract/protocol';
import { InterviewProvider } from '../use-interview';
import { Arrivals } from './arrivals';

/** Longer than the note stays. */
const LONG = 60_000;

const sound = { isOn: true, turn: () => Promise.resolve(), follow: () => () => undefined };
let relay: Relay;
let priya: IParticipant;
let shown: string[];

const settle = (): Promise<void> =>
  done(() => {
    relay.settle();
    vi.advanceTimersByTime(250);
  });
const wait = (): Promise<void> => done(() => vi.advanceTimersByTime(LONG));

function come(name: string, waits = false): Promise<void> {
  if (waits) {
    relay.outside.add(person(name).id);
  }
  join(relay, name);
  return settle();
}

const said = (): string[] => texts('[role="status"] .jpi-Arrivals-words');

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  relay = new Relay();
  priya = join(relay, 'Priya');
  const participant = person('Priya').id;
  relay.perform(HOST, { type: 'PersonChange', participant, role: 'interviewer', admitted: false });
  const state = golden('sync-session-state.json').frame as ServerFrame;
  const payload = { ...state.payload, actions: ['read', 'admit'] };
  relay.tell({ ...state, payload } as ServerFrame);
  relay.settle();
  priya.api.updateUser = (_, id) => {
    relay.perform(HOST, { type: 'PersonChange', participant: id, role: null, admitted: true });
    return Promise.resolve({
      ...priya.model.people.list.find(user => user.id === id)!,
      waiting: false
    });
  };
  shown = [];
  await draw(
    <InterviewProvider value={priya.model}>
      <Arrivals sound={sound} onShow={({ name }) => shown.push(name)} onDo={() => undefined} />
    </InterviewProvider>
  );
  await settle();
  return () => void vi.useRealTimers();
});

it('AR4, AR6: says who came, leads to them, and goes by itself', async () => {
  expect(said()).toEqual([]);
  await come('Grace');
  expect(said()).toEqual(['Grace has come']);
  await click('Grace has come');
  expect(shown).toEqual(['Grace']);
  await come('Bo');
  expect(said()).toEqual(['2 people have come']);
  await wait();
  expect(said()).toEqual([]);
  await come('Cy');
  await click('Dismiss this note');
  expect(said()).toEqual([]);
});

it('AR4: stays while the pointer or the focus is on it, and until it could be seen', async () => {
  priya.model.arrivals.setVisible(false);
  await come('Grace');
  await wait();
  expect(said()).toEqual(['Grace has come']);
  priya.model.arrivals.setVisible(true);
  await settle();
  await done(() => get('button', 'Grace has come').focus());
  await wait();
  expect(said()).toEqual(['Grace has come']);
  const note = document.querySelector('.jpi-Arrivals-note')!;
  await done(() => note.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
  await done(() => get('button', 'Grace has come').blur());
  await wait();
  expect(said()).toEqual(['Grace has come']);
  await done(() => note.dispatchEvent(new MouseEvent('mouseout', { bubbles: true })));
  await wait();
  expect(said()).toEqual([]);
});

it('AR6, AR9: lets in those who wait, all at once, who have then not come as well', async () => {
  await come('Cy', true);
  expect(said()).toEqual(['Cy waits to be let in']);
  expect(document.querySelector('[role="status"]')!.getAttribute('aria-atomic')).toBe('false');
  expect(find('button', 'Let in')).not.toBeNull();
  await come('Di', true);
  await come('Grace');
  expect(said()).toEqual(['2 people wait to be let in', 'Grace has come']);
  await click('Let them in');
  await settle();
  expect(said()).toEqual(['Grace has come']);
  expect(priya.model.arrivals.waiting).toEqual([]);
});

it('AR3, AR9: whoever is gone and back in a moment is not told of again', async () => {
  await come('Grace');
  const user = person('Grace');
  relay.tell({ type: 'user_left', payload: { user: { ...user, online: false }, reason: 'away' } });
  await settle();
  expect(said()).toEqual([]);
  relay.tell({ type: 'user_joined', payload: { user } });
  await settle();
  expect(said()).toEqual([]);
});

it('AR8: a page that may play nothing is silent and goes on', async () => {
  expect('AudioContext' in globalThis).toBe(false);
  await come('Grace');
  expect(said()).toEqual(['Grace has come']);
});
