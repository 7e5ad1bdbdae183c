/** What listeners are told of people; the server is held to the same in `tests/rooms`. */
import { expect, it } from 'vitest';
import type { SessionEvent } from '../contract/generated-events';
import { blank, decided, type IInterview } from './interview';
import { personIn } from './people-book';
import { evolve } from './perform';
import { LIMITS } from './server-facts';
import { frameFor } from './telling';

const participant = 'p-leda';
const OFF: SessionEvent = { type: 'PersonListed', participant, listed: false };
const CHANGES: SessionEvent[] = [
  { type: 'PersonChanged', participant, role: 'observer', admitted: true, byHost: true },
  { type: 'PersonRenamed', participant, name: 'Leda the Second' },
  { type: 'ColorChanged', participant, color: '#123456' },
  { type: 'HandChanged', participant, raised: true },
  { type: 'PersonLeft', participant, reason: 'kicked' }
];

function joined(id: string, name: string): SessionEvent {
  const person = { participant: id, name, role: 'candidate', color: '#0072b2' } as const;
  const way = { identity: null, secretSha256: null, invite: null, admitted: true };
  return { type: 'PersonJoined', ...person, ...way };
}

/** What Bo is told of the last of these events. */
function told(...events: SessionEvent[]): unknown {
  const begun: IInterview[] = [blank('session-0001', LIMITS)];
  const now = [joined('p-bo', 'Bo'), joined(participant, 'Leda'), ...events].reduce(
    (all, event) => [...all, evolve(all[all.length - 1], event, 1)],
    begun
  );
  const [earlier, interview] = now.slice(-2);
  const bo = personIn(interview.people, 'p-bo')!;
  return frameFor(bo, earlier, interview, decided(events[events.length - 1]), () => false);
}

it.each(CHANGES)('LC17: nobody is told of who is off the list: $type', change => {
  expect(told(change)).toMatchObject({ payload: { user: { id: participant } } });
  expect(told(OFF, change)).toBeNull();
});

it('LC16, LC17: who is taken off leaves the list, and is on it again as they are then', () => {
  const again: SessionEvent = { type: 'PersonListed', participant, listed: true };
  expect(told(OFF)).toMatchObject({ type: 'user_left', payload: { reason: 'unlisted' } });
  expect(told(OFF, CHANGES[1], again)).toMatchObject({
    type: 'user_joined',
    payload: { user: { id: participant, name: 'Leda the Second' } }
  });
});
