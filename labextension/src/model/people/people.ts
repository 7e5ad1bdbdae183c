/** The list of participants as a pure function of who came and went. */
import type { IUser, ServerFrame } from '../../contract/protocol';

type PeopleEvent = Extract<ServerFrame, { type: 'user_joined' | 'user_left' }>;

/** In joining order; somebody who is only away stays in the list, offline. */
export function reducePeople(users: readonly IUser[], event: PeopleEvent): readonly IUser[] {
  const { user } = event.payload;
  if (event.type === 'user_left' && event.payload.reason !== 'away') {
    return users.filter(({ id }) => id !== user.id);
  }
  return users.some(({ id }) => id === user.id)
    ? users.map(known => (known.id === user.id ? user : known))
    : [...users, user];
}
