// @vitest-environment jsdom
import { expect, it, onTestFinished } from 'vitest';
import type { ISessionEntry } from '../../contract/protocol';
import { groupSessions } from './session-groups';

const session = (title: string): ISessionEntry =>
  ({ id: title, title, state: 'live', group: null }) as ISessionEntry;

it.each(['made', 'activity'] as const)(
  'SL15: ended ones stand in the order %s, not by their end',
  order => {
    const ended = [9, 10, 11].map(hour => ({
      ...session(`${hour}`),
      state: 'ended' as const,
      createdAt: `2026-12-01T${hour.toString().padStart(2, '0')}:00:00.000Z`,
      endedAt: `2026-12-02T${20 - hour}:00:00.000Z`
    }));
    const activeAt = new Map([['10', '2026-12-01T12:00:00.000Z']]);
    const [group] = groupSessions(ended, order, activeAt);
    const told = { made: ['11', '10', '9'], activity: ['10', '11', '9'] };
    expect(group.sessions.map(({ title }) => title)).toEqual(told[order]);
  }
);

it.each([
  ['de', ['Ärger', 'Tree 2', 'Tree 10', 'Zip']],
  ['sv', ['Tree 2', 'Tree 10', 'Zip', 'Ärger']]
])('TR6: titles stand in the alphabet of a page in %s', (lang, titles) => {
  const before = document.documentElement.lang;
  onTestFinished(() => {
    document.documentElement.lang = before;
  });
  document.documentElement.lang = lang;
  const given = ['Zip', 'Tree 10', 'Ärger', 'Tree 2'].map(session);
  const [group] = groupSessions(given, 'title');
  expect(group.sessions.map(({ title }) => title)).toEqual(titles);
});
