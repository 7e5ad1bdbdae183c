// @vitest-environment jsdom
/** How the runs of a class are told, a line for each interview. */
import * as React from 'react';
import { expect, it } from 'vitest';
import { draw, texts } from '../../../tests/draw';
import type { IActivity } from '../../contract/protocol';
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
    handRaisedAt: null
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
