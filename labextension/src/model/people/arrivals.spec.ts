/** Of whose coming a person is told, and what is left of it until they look. */
import { beforeEach, expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { join, type IParticipant } from '../../../tests/participant';
import { HOST, person, Relay } from '../../../tests/relay';
import type { IUser, Role } from '../../contract/protocol';
import { Arrivals } from './arrivals';

let relay: Relay;
let heard: string[];

function listen({ model }: IParticipant): void {
  model.arrivals.arrived.connect((_, users) =>
    heard.push(users.map(({ name, waiting }) => (waiting ? `${name} waits` : name)).join())
  );
}

/** Somebody whom the owner made this. */
function joinAs(name: string, role: Exclude<Role, 'owner'>): IParticipant {
  const joined = join(relay, name);
  const participant = person(name).id;
  relay.perform(HOST, { type: 'PersonChange', participant, role, admitted: false });
  relay.settle();
  listen(joined);
  return joined;
}

const tellOf = (user: IUser): void => {
  relay.tell(
    user.online
      ? { type: 'user_joined', payload: { user } }
      : { type: 'user_left', payload: { user, reason: 'away' } }
  );
  relay.settle();
};

beforeEach(() => {
  relay = new Relay();
  heard = [];
});

it('AR1, AR3: a host is told once of everybody who comes, and of none who was here before', () => {
  join(relay, 'Bo');
  const priya = joinAs('Priya', 'interviewer');
  expect(heard).toEqual([]);
  join(relay, 'Grace');
  relay.settle();
  relay.outside.add('p-cy');
  join(relay, 'Cy');
  relay.settle();
  expect(heard).toEqual(['Grace', 'Cy waits']);
  expect(priya.model.arrivals.waiting.map(({ name }) => name)).toEqual(['Cy']);
  relay.perform(HOST, { type: 'PersonChange', participant: 'p-cy', role: null, admitted: true });
  relay.settle();
  expect(heard).toEqual(['Grace', 'Cy waits']);
  expect(priya.model.arrivals.waiting).toEqual([]);
});

it('AR2: a candidate is told of those who hold the interview, and of nobody else', () => {
  joinAs('Grace', 'candidate');
  join(relay, 'Cy');
  relay.settle();
  const priya = { ...person('Priya'), role: 'interviewer' as const };
  tellOf({ ...priya, online: false });
  tellOf(priya);
  expect(heard).toEqual(['Priya']);
});

it('AR3: a connection that was gone for a moment is no arrival, and one that was gone long is', () => {
  const priya = joinAs('Priya', 'interviewer');
  const grace = person('Grace');
  tellOf(grace);
  expect(heard.splice(0)).toEqual(['Grace']);
  tellOf({ ...grace, online: false });
  priya.clock.turn(30_000);
  tellOf(grace);
  priya.wire.renew();
  relay.settle();
  tellOf({ ...person('Priya'), role: 'interviewer' });
  expect(heard).toEqual([]);
  tellOf({ ...grace, online: false });
  priya.clock.turn(60_000);
  tellOf(grace);
  expect(heard).toEqual(['Grace']);
});

it('AR5: who came is counted until somebody looks, and who waits until they are in or gone', () => {
  const { model } = joinAs('Priya', 'interviewer');
  const { arrivals } = model;
  const cy = { ...person('Cy'), waiting: true };
  tellOf(person('Bo'));
  expect(arrivals.unseen).toBe(0);
  arrivals.setVisible(false);
  tellOf(person('Grace'));
  tellOf(cy);
  expect([arrivals.unseen, arrivals.waiting.length]).toEqual([1, 1]);
  arrivals.setVisible(true);
  expect([arrivals.unseen, arrivals.waiting.length]).toEqual([0, 1]);
  tellOf({ ...cy, online: false });
  expect(arrivals.waiting).toEqual([]);
});

it('AR11: tabs of the same browser are no people who come', () => {
  const heardOf: IUser[] = [];
  const me = { ...person('Interviewer'), role: 'owner' as const };
  const people: IUser[] = [me];
  const arrivals = new Arrivals({
    clock: new HandClock(),
    me: () => me,
    people: () => people,
    hasOthers: false,
    touched: () => undefined
  });
  arrivals.arrived.connect((_, users) => heardOf.push(...users));
  const second: IUser = { ...person('Interviewer 2'), role: 'owner' };
  arrivals.hear({ type: 'user_joined', payload: { user: me } });
  people.push(second);
  arrivals.hear({ type: 'user_joined', payload: { user: second } });
  expect(heardOf).toEqual([]);
});
