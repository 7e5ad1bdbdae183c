/** A class at a glance: a line for each interview, those that need help first. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IActivity, IActivityList } from '../../contract/protocol';
import { ColorDot } from '../../ui/color-dot';
import { Icon } from '../../ui/icons';
import { clockTime, fullTime, relativeTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { hasFailedTests, outcomeName } from '../wording';
import { idleSince, inOrder } from './class-order';
import type { ClassOrder } from './class-order';

export interface IClassTableProps {
  activity: IActivityList;
  onOpen: (sessionId: string) => void;
}

export function ClassTable(props: IClassTableProps): JSX.Element {
  const { activity } = props;
  const trans = useTrans();
  const [order, setOrder] = React.useState<ClassOrder>('need');
  const sessions = inOrder(activity.sessions, order);
  const raised = sessions.filter(({ handRaisedAt }) => handRaisedAt !== null);
  const head = (name: ClassOrder, words: string): JSX.Element => (
    <th
      scope="col"
      data-column={name}
      aria-sort={order !== name ? 'none' : name === 'need' ? 'descending' : 'ascending'}
    >
      <button type="button" className="jpi-ClassTable-sort" onClick={() => setOrder(name)}>
        {words}
      </button>
    </th>
  );
  return (
    <>
      {/* It is always there, so that a screen reader tells of a hand that goes up. */}
      <span className="jpi-mod-offscreen" role="status">
        {raised.length > 0 &&
          trans.__('Hand raised: %1', raised.map(({ title }) => title).join(', '))}
      </span>
      <table className="jpi-ClassTable" aria-label={trans.__('Interviews of the class')}>
        <thead>
          <tr>
            {head('name', trans.__('Interview'))}
            {head('need', trans.__('Idle'))}
            <th scope="col">{trans.__('Last run')}</th>
            <th scope="col">{trans.__('Last edit')}</th>
            <th scope="col">{trans.__('Who')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(session => (
            <Row
              key={session.id}
              session={session}
              now={Date.parse(activity.at)}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row(props: {
  session: IActivity;
  now: number;
  onOpen: (sessionId: string) => void;
}): JSX.Element {
  const { session, now } = props;
  const trans = useTrans();
  const { lastEditAt, lastRun, handRaisedAt } = session;
  const led = session.people.filter(({ role }) => role === 'candidate' || role === 'observer');
  return (
    <tr
      data-session={session.id}
      data-hand={handRaisedAt !== null}
      data-state={session.state}
      onClick={() => props.onOpen(session.id)}
    >
      <th scope="row">
        {/* By key; a click anywhere in the row does the same. */}
        <button
          type="button"
          className="jpi-ClassTable-open"
          onClick={event => {
            event.stopPropagation();
            props.onOpen(session.id);
          }}
        >
          {session.title}
        </button>
        {handRaisedAt !== null && (
          <span className="jpi-ClassTable-hand" title={fullTime(handRaisedAt)}>
            <Icon name="hand" /> {trans.__('Hand raised')}
          </span>
        )}
      </th>
      <td data-column="need">{stateOrIdle(session, now, trans)}</td>
      <td
        data-column="run"
        data-run={lastRun?.state ?? 'none'}
        data-failed={lastRun !== null && hasFailedTests(lastRun)}
      >
        {lastRun === null ? '–' : outcomeName(lastRun, trans)}
        {lastRun !== null && (
          <span className="jpi-ClassTable-time"> {clockTime(lastRun.at, now)}</span>
        )}
      </td>
      <td data-column="edit">{lastEditAt === null ? '–' : clockTime(lastEditAt, now)}</td>
      <td data-column="who">
        {led.length === 0 ? (
          <span className="jpi-ClassTable-time">{trans.__('nobody yet')}</span>
        ) : (
          led.map(user => (
            <span key={user.id} className="jpi-ClassTable-person" data-online={user.online}>
              <ColorDot color={user.color} hollow={!user.online} /> {user.name}
              {!user.online && (
                <span className="jpi-ClassTable-time"> {away(user.waiting, trans)}</span>
              )}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}

function away(isWaiting: boolean, trans: TranslationBundle): string {
  return isWaiting ? trans.__('waiting') : trans.__('away');
}

function stateOrIdle(session: IActivity, now: number, trans: TranslationBundle): string {
  switch (session.state) {
    case 'draft':
      return trans.__('draft');
    case 'ended':
      return trans.__('ended');
    default:
      return session.lastActiveAt === null
        ? trans.__('not begun')
        : relativeTime(idleSince(session), now);
  }
}
