/** Who is in the interview: colour, name, role, and whether they are here now. */
import * as React from 'react';
import type { IUser } from '../model/protocol';
import { safeColor } from './colors';
import { useTrans } from './translation';
import { roleName } from './wording';

export function Participants(props: { users: readonly IUser[]; me: IUser | null }): JSX.Element {
  const trans = useTrans();
  return (
    // Browsers drop the role from a list without bullets.
    <ul className="jpi-Participants" role="list" aria-label={trans.__('Participants')}>
      {props.users.map(user => (
        <Participant key={user.id} user={user} isMe={user.id === props.me?.id} />
      ))}
    </ul>
  );
}

function Participant(props: { user: IUser; isMe: boolean }): JSX.Element {
  const { user, isMe } = props;
  const trans = useTrans();
  const facts = [
    isMe ? trans.__('you') : '',
    roleName(user.role, trans),
    user.online || isMe ? '' : trans.__('away')
  ].filter(fact => fact !== '');
  return (
    <li className="jpi-Participant" data-online={user.online || isMe} title={user.name}>
      <ColorDot color={user.color} hollow={!user.online && !isMe} />
      <span className="jpi-Participant-name">{user.name}</span>{' '}
      <span className="jpi-Participant-facts">{facts.join(' · ')}</span>
    </li>
  );
}

export function ColorDot(props: { color: string | undefined; hollow?: boolean }): JSX.Element {
  const color = safeColor(props.color);
  return (
    <span
      className="jpi-ColorDot"
      aria-hidden="true"
      style={{ borderColor: color, backgroundColor: props.hollow ? 'transparent' : color }}
    />
  );
}
