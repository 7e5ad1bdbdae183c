/** Who is in the interview, who waits to be let in, and what can be done about each. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Action, IUser, Role } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { Icon } from '../../ui/icons';
import { MenuButton } from '../../ui/menu-button';
import type { IMenuItem } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import { roleName } from '../wording';

export interface IPeopleActions {
  admit(users: readonly IUser[]): void;
  setRole(user: IUser, role: Exclude<Role, 'owner'>): void;
  /** Off the list, until they come again. */
  takeOff(user: IUser): void;
  remove(user: IUser): void;
  lowerHand(user: IUser): void;
  /** Null where names stay as they are. */
  changeName: (() => void) | null;
  /** Keep their caret in view, or no longer. */
  follow(user: IUser): void;
  /** The server keeps records of people, which can be downloaded. */
  canDownload: boolean;
  /** Everything held on them, as a file. */
  download(user: IUser): void;
}

export interface IParticipantsProps {
  users: readonly IUser[];
  me: IUser | null;
  /** Whether newcomers wait until they are let in. */
  hasLobby: boolean;
  /** Whose caret is kept in view. */
  following: IUser | null;
  can: (action: Action) => boolean;
  actions: IPeopleActions;
}

/** So many who are away are one button. One by themselves is told by name, after those who are here. */
const FOLDED = 2;

export function Participants(props: IParticipantsProps): JSX.Element {
  const { users, me, actions } = props;
  const trans = useTrans();
  const waiting = users.filter(user => user.waiting);
  const raised = users.filter(user => user.handRaisedAt !== null);
  const inside = users.filter(user => !user.waiting);
  const isAway = (user: IUser): boolean =>
    !user.online && user.id !== me?.id && user.handRaisedAt === null;
  const away = inside.filter(isAway);
  const isFolding = away.length >= FOLDED;
  const [isUnfolded, setIsUnfolded] = React.useState(false);
  const here = inside.filter(user => !isAway(user));
  const participant = (user: IUser): JSX.Element => (
    <Participant key={user.id} {...props} user={user} isMe={user.id === me?.id} />
  );
  return (
    <div className="jpi-People">
      {/* Always there, so that a screen reader speaks of whose hand goes up. */}
      <span className="jpi-mod-offscreen" role="status">
        {raised.length > 0 && props.can('lower') && (
          <span>{trans.__('Hand raised: %1', raised.map(({ name }) => name).join(', '))}</span>
        )}
      </span>
      {props.hasLobby && props.can('admit') && (
        <span className="jpi-People-lobby" title={trans.__('Newcomers wait until you let them in')}>
          <Icon name="clock" />
          {trans.__('Lobby open')}
        </span>
      )}
      {waiting.length > 1 && props.can('admit') && (
        <Button label={trans.__('Let all in')} onClick={() => actions.admit(waiting)} />
      )}
      {/* Browsers drop the role from a list without bullets. */}
      <ul className="jpi-Participants" role="list" aria-label={trans.__('Participants')}>
        {[...waiting, ...here].map(participant)}
        {isFolding && (
          <li className="jpi-Participant">
            <Button
              label={trans.__('%1 away', away.length)}
              icon={isUnfolded ? 'caret' : 'expand'}
              look="quiet"
              attributes={{ 'aria-expanded': isUnfolded }}
              onClick={() => setIsUnfolded(!isUnfolded)}
            />
          </li>
        )}
        {(!isFolding || isUnfolded) && away.map(participant)}
      </ul>
    </div>
  );
}

type IParticipantProps = IParticipantsProps & { user: IUser; isMe: boolean };

function Participant(props: IParticipantProps): JSX.Element {
  const { user, isMe, actions } = props;
  const trans = useTrans();
  const isHere = user.online || isMe;
  const facts = [
    isMe ? trans.__('you') : '',
    user.handRaisedAt === null ? '' : trans.__('hand raised'),
    user.waiting ? trans.__('waiting') : roleName(user.role, trans),
    isHere || user.waiting ? '' : trans.__('away')
  ].filter(fact => fact !== '');
  const items = menuItems(props, trans);
  return (
    <li
      className="jpi-Participant"
      data-user={user.id}
      tabIndex={-1}
      data-online={isHere}
      data-waiting={user.waiting}
      title={user.name}
    >
      <ColorDot color={user.color} hollow={!isHere} />
      {user.online && !isMe && !user.waiting ? (
        <button
          type="button"
          className="jpi-Participant-name"
          aria-label={trans.__('Follow %1', user.name)}
          aria-pressed={props.following?.id === user.id}
          title={trans.__('Keep the caret of %1 in view', user.name)}
          onClick={() => actions.follow(user)}
        >
          {user.name}
        </button>
      ) : (
        <span className="jpi-Participant-name">{user.name}</span>
      )}{' '}
      {user.handRaisedAt !== null && <Icon name="hand" className="jpi-mod-raised" />}
      <span className="jpi-Participant-facts">{facts.join(' · ')}</span>
      {user.waiting && props.can('admit') && (
        <Button
          label={trans.__('Let in')}
          accessibleName={trans.__('Let %1 in', user.name)}
          look="primary"
          onClick={() => actions.admit([user])}
        />
      )}
      {items.length > 0 && (
        <MenuButton label={trans.__('Actions for %1', user.name)} items={items} />
      )}
    </li>
  );
}

function menuItems(props: IParticipantProps, trans: TranslationBundle): IMenuItem[] {
  const { user, me, isMe, can, actions } = props;
  const items: IMenuItem[] = [];
  // An owner's role comes from the session, and nobody sends themselves away.
  const isTheirs = user.role !== 'owner' && !isMe;
  if (isMe && actions.changeName !== null) {
    items.push({ label: trans.__('Change your name…'), onSelect: actions.changeName });
  }
  if (can('role') && isTheirs) {
    for (const role of ['interviewer', 'candidate', 'observer'] as const) {
      items.push({
        label: trans.__('Role: %1', roleName(role, trans)),
        checked: user.role === role,
        onSelect: () => user.role !== role && actions.setRole(user, role)
      });
    }
  }
  if (can('lower') && user.handRaisedAt !== null) {
    items.push({ label: trans.__('Lower hand'), onSelect: () => actions.lowerHand(user) });
  }
  if (can('export') && !isMe) {
    items.push({
      label: trans.__('Download what is held on them'),
      onSelect: () => actions.download(user)
    });
  } else if (isMe && actions.canDownload) {
    items.push({
      label: trans.__('Download what is held on you'),
      onSelect: () => actions.download(user)
    });
  }
  if (can('unlist') && !isMe && !user.online) {
    items.push({ label: trans.__('Take off the list'), onSelect: () => actions.takeOff(user) });
  }
  // As the interview decides it: those who hold it are removed by its owner alone.
  if (can('kick') && isTheirs && (user.role !== 'interviewer' || me?.role === 'owner')) {
    items.push({
      label: trans.__('Remove…'),
      danger: true,
      onSelect: () => actions.remove(user)
    });
  }
  return items;
}
