// @vitest-environment jsdom
import { expect, it, onTestFinished } from 'vitest';
import type { ISessionEntry } from '../../contract/protocol';
import { groupSessions } from './session-groups';

const session = (title: string): ISessionEntry =>
  ({ id: title, title, state: 'live', group: null }) as ISessionEntry;

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
