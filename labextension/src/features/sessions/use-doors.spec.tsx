// @vitest-environment jsdom
/** Who is at the door of interviews that are not open on the page, as the list is told of it. */
import * as React from 'react';
import { expect, it, vi } from 'vitest';
import { done, draw, texts } from '../../../tests/draw';
import type { IActivityList, ISessionEntry, IUser } from '../../contract/protocol';
import type { ActivityOf, IInterviewApi } from '../../model/ports';
import { ArrivalCounts, ArrivalMark } from './arrival-marks';
import { useDoors } from './use-doors';

const SESSIONS = (['live', 'draft', 'ended', 'live'] as const).map(
  (state, number) => ({ id: `s${number}`, state }) as ISessionEntry
);
const OPEN = new Map([['s3', { waiting: 2, unseen: 0 }]]);

const person = (role: IUser['role'], more: Partial<IUser> = {}): Partial<IUser> => ({
  role,
  online: true,
  waiting: false,
  ...more
});

/** What a server tells of these, and what it was asked. */
function server(keptBy: IInterviewApi['keptBy']): IInterviewApi & { asked: ActivityOf[] } {
  const away = person('candidate', { online: false, waiting: true });
  const people: Record<string, Partial<IUser>[]> = {
    s0: [person('owner'), person('interviewer'), person('candidate')],
    s1: [away, person('candidate', { waiting: true })]
  };
  const asked: ActivityOf[] = [];
  const activity = (of: ActivityOf): Promise<IActivityList> => {
    asked.push(of);
    const sessions = Object.entries(people).map(([id, here]) => ({ id, people: here }));
    return Promise.resolve({ now: '', sessions } as unknown as IActivityList);
  };
  return { keptBy, activity, asked } as unknown as IInterviewApi & { asked: ActivityOf[] };
}

function Doors({ api }: { api: IInterviewApi }): JSX.Element {
  return (
    <ArrivalCounts value={useDoors(api, SESSIONS, OPEN, true)}>
      {SESSIONS.map(({ id }) => (
        <p key={id}>
          <ArrivalMark sessionId={id} />
        </p>
      ))}
    </ArrivalCounts>
  );
}

it('AR14: rows of interviews that are open nowhere say who waits and who is in', async () => {
  const api = server('server');
  await draw(<Doors api={api} />);
  await vi.waitFor(async () => {
    await done(() => undefined);
    expect(texts('p')).toEqual(['1 has come', '1 waits', '', '2 wait']);
  });
  expect(api.asked[0]).toEqual({ ids: ['s0', 's1'] });
});

it('AR14, AR11: a browser that keeps interviews is not asked', async () => {
  const api = server('browser');
  await draw(<Doors api={api} />);
  expect(texts('p')).toEqual(['', '', '', '2 wait']);
  expect(api.asked).toEqual([]);
});
