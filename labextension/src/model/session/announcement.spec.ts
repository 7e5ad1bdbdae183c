/** CS23: what was told stands until it is put away, also for the next page of the same browser. */
import { expect, it } from 'vitest';
import type { IAnnouncement, ServerFrame } from '../../contract/protocol';
import type { IInterviewApi } from '../ports';
import { Announcement, type IPutAwayMemory } from './announcement';

const told = (text: string, at: string): IAnnouncement => ({ text, at, user: null });
const FIRST = told('Ten minutes left', '2026-12-01T10:00:00.000Z');
const AGAIN = told('Ten minutes left', '2026-12-01T11:00:00.000Z');

function page(memory: IPutAwayMemory | undefined, announcement: IAnnouncement): Announcement {
  const api = {} as IInterviewApi;
  const slice = new Announcement({ api, sessionId: 's', memory, touched: () => undefined });
  slice.hear({ type: 'announcement', payload: { announcement } });
  return slice;
}

it('CS23: what was put away does not come back with a reload, and the next message comes', () => {
  let kept: string | null = null;
  const memory = { recall: () => kept, keep: (said: string) => void (kept = said) };
  const before = page(memory, FIRST);
  expect(before.current).toEqual(FIRST);
  before.putAway();
  expect(before.current).toBeNull();
  expect(page(memory, FIRST).current).toBeNull();
  expect(page(memory, AGAIN).current).toEqual(AGAIN);
  before.hear({
    type: 'session_state',
    payload: { state: 'ended' }
  } as ServerFrame);
  before.putAway();
  expect(page(memory, FIRST).current).toBeNull();
});

it('CS23: a page that nobody gave a memory puts away for itself', () => {
  const before = page(undefined, FIRST);
  before.putAway();
  expect([before.current, page(undefined, FIRST).current]).toEqual([null, FIRST]);
});
