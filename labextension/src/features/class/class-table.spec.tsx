// @vitest-environment jsdom
/** What a class looks like at a glance: who is here, who needs help, how runs went. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { click, draw, fill, texts } from '../../../tests/draw';
import type { IActivity, IUser } from '../../contract/protocol';
import { translatorOf } from '../../locale/translator';
import { DEFAULT_TITLE } from '../../session/server-facts';
import { TranslationProvider } from '../../ui/translation';
import { ClassTable } from './class-table';

const AT = '2026-09-30T10:00:00.000Z';

function activity(
  title: string,
  lastRun: Omit<NonNullable<IActivity['lastRun']>, 'at'>
): IActivity {
  return {
    id: title,
    title,
    group: 'C',
    language: 'python',
    state: 'live',
    createdAt: AT,
    people: [],
    lastEditAt: null,
    lastRun: { ...lastRun, at: AT },
    lastActiveAt: AT,
    handRaisedAt: null,
    tests: { visible: null, hidden: null }
  };
}

it('CS4: a run that had tests is told by them, in a class too', async () => {
  const sessions = [
    activity('all', { state: 'ok', tests: 3, passed: 3 }),
    activity('some', { state: 'ok', tests: 3, passed: 1 }),
    activity('none', { state: 'ok', tests: 0, passed: 0 }),
    activity('cut', { state: 'timeout', tests: 0, passed: 0 })
  ];
  await draw(<ClassTable activity={{ at: AT, sessions }} onOpen={() => undefined} />);
  const told = Object.fromEntries(
    sessions.map(({ id }) => [id, texts(`[data-session="${id}"] [data-column="run"]`)[0]])
  );
  expect(told.all).toContain('3 of 3 tests passed');
  expect(told.some).toContain('1 of 3 tests passed');
  expect(told.none).toContain('Finished');
  expect(told.cut).toContain('Time limit');
  expect(texts('[data-failed="true"]')).toEqual([told.some]);
});

function line(title: string, more: Partial<IActivity>): IActivity {
  return { ...activity(title, { state: 'ok', tests: 0, passed: 0 }), lastRun: null, ...more };
}

const [EARLIER, SOON] = ['2026-09-30T09:00:00.000Z', '2026-09-30T09:58:00.000Z'];
const CLASS = [
  line('new', { lastActiveAt: null }),
  line('over', { state: 'ended' }),
  line('idle', { lastActiveAt: EARLIER }),
  line('at work', { lastActiveAt: SOON, people: [person('Bo', true)] }),
  line('red', {
    lastActiveAt: SOON,
    lastRun: { state: 'ok', tests: 2, passed: 1, at: SOON },
    people: [person('Ada', true), person('Tea', true, 'interviewer')]
  }),
  line('error', {
    lastActiveAt: EARLIER,
    lastRun: { state: 'error', tests: 0, passed: 0, at: EARLIER },
    people: [person('Cy', false)]
  }),
  line('second hand', { handRaisedAt: SOON }),
  line('first hand', { handRaisedAt: EARLIER })
];

function person(name: string, online: boolean, role: IUser['role'] = 'candidate'): IUser {
  const color = '#1f77b4';
  return { id: name, name, color, role, kind: 'guest', online, waiting: false, handRaisedAt: null };
}

const TITLES = 'tbody .jpi-ClassTable-open';

it('CS17: those who need help come first, and they are counted', async () => {
  await draw(<ClassTable activity={{ at: AT, sessions: CLASS }} onOpen={() => undefined} />);
  const help = ['first hand', 'second hand', 'error', 'red'];
  expect(texts(TITLES)).toEqual([...help, 'at work', 'idle', 'new', 'over']);
  expect(texts('.jpi-ClassTable-count')).toEqual(['2 of 8 here, 4 need help']);
  await click('Interview');
  expect(texts(TITLES)[0]).toBe('at work');
  await click('Last run');
  expect(texts(TITLES).slice(0, 2)).toEqual(['red', 'error']);
  await click('State');
  await fill('combobox', 'Show', 'help');
  expect(texts(TITLES)).toEqual(help);
  await fill('combobox', 'Show', 'here');
  expect(texts(TITLES)).toEqual(['red', 'at work']);
  await fill('textbox', 'Find a person', 'ADA');
  expect(texts(TITLES)).toEqual(['red']);
});

it('TR12: an untitled interview of a class is called and found as its reader calls it', async () => {
  const sessions = [line('Zoe', {}), { ...line('untitled', {}), title: DEFAULT_TITLE }];
  const translator = await translatorOf('de');
  await draw(
    <TranslationProvider translator={translator}>
      <ClassTable activity={{ at: AT, sessions }} onOpen={() => undefined} />
    </TranslationProvider>
  );
  expect(texts(TITLES)).toEqual(['Interview ohne Titel', 'Zoe']);
  await fill('textbox', 'Person suchen', 'ohne');
  expect(texts(TITLES)).toEqual(['Interview ohne Titel']);
});

it('CS18: what is done to chosen ones is done to those of them that are shown', async () => {
  const told: [string[], boolean][] = [];
  function Choosing(): JSX.Element {
    const [chosen, onChoose] = React.useState<ReadonlySet<string>>(new Set());
    return (
      <ClassTable
        activity={{ at: AT, sessions: CLASS }}
        onOpen={() => undefined}
        choice={{ chosen, onChoose }}
        actions={(sessions, isChosen) => {
          told.push([sessions.map(({ title }) => title), isChosen]);
          return null;
        }}
      />
    );
  }
  await draw(<Choosing />);
  const said = '.jpi-ClassTable-hidden';
  expect([told.at(-1)?.[0].length, told.at(-1)?.[1]]).toEqual([CLASS.length, false]);
  await click('Choose “red”', 'textbox');
  await click('Choose “idle”', 'textbox');
  await click('Choose “new”', 'textbox');
  expect([told.at(-1), texts(said)]).toEqual([[['red', 'idle', 'new'], true], ['']]);
  await fill('combobox', 'Show', 'here');
  expect(told.at(-1)).toEqual([['red'], true]);
  expect(texts(said)).toEqual(['2 that were chosen are hidden and left out.']);
  await fill('textbox', 'Find a person', 'nobody');
  expect([told.at(-1), texts(said)[0][0]]).toEqual([[[], true], '3']);
  await fill('textbox', 'Find a person', '');
  await fill('combobox', 'Show', 'all');
  expect(told.at(-1)?.[0]).toEqual(['red', 'idle', 'new']);
  await fill('combobox', 'Show', 'here');
  await click('Choose all that are shown', 'textbox');
  expect([told.at(-1), texts(said)]).toEqual([[['red', 'at work'], true], ['']]);
});

it('QU36: tests of questions have a column, if any were run', async () => {
  const redraw = await draw(
    <ClassTable activity={{ at: AT, sessions: CLASS }} onOpen={() => undefined} />
  );
  expect(texts('[data-column="tests"]')).toEqual([]);
  const older: Partial<IActivity> = { ...line('old server', {}) };
  delete older.tests;
  const sessions = [
    older as IActivity,
    line('both', { tests: { visible: { passed: 2, total: 3 }, hidden: { passed: 4, total: 5 } } }),
    line('one', { tests: { visible: { passed: 3, total: 3 }, hidden: null } })
  ];
  await redraw(<ClassTable activity={{ at: AT, sessions }} onOpen={() => undefined} />);
  const told = Object.fromEntries(
    sessions.map(({ title }) => [
      title,
      texts(`[data-session="${title}"] [data-column="tests"]`)[0]
    ])
  );
  expect(told).toEqual({ 'old server': '–', both: '2/3 visible 4/5 hidden', one: '3/3 visible' });
});
