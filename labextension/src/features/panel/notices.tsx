/** Says what the person must know now: refusals, the end of the interview, a lost connection. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { Announcement } from '../message/announcement';
import { said } from '../sentences';
import { RulesNews } from '../signals/rules-news';
import { useConnection, useDocument, useNotices, useSession } from '../use-interview';
import { closedSentence } from '../wording';
import { OwnCopy, ReleaseCopies } from './release';
import { KeepSeal } from './seal';
import { isLocked } from './status';

export function Notices(props: {
  /** A failed REST call of this panel, as a sentence. */
  failure: string | null;
  onDismissFailure: () => void;
  /** Called with a change that takes effect immediately. */
  onDo: (change: Promise<void>) => void;
  onReconnect: () => void;
}): JSX.Element {
  const { failure, onDo } = props;
  const session = useSession();
  const connection = useConnection();
  const notices = useNotices();
  const trans = useTrans();
  return (
    <div className="jpi-Notices">
      {connection.closedBecause !== null && <Closed onReconnect={props.onReconnect} />}
      {notices.current !== null && (
        <Notice kind="warning" icon="alert" onDismiss={() => notices.dismiss()}>
          {said(notices.current, notices.code, trans)}
        </Notice>
      )}
      {failure !== null && (
        <Notice kind="error" icon="cross" onDismiss={props.onDismissFailure}>
          {failure}
        </Notice>
      )}
      {session.damaged && (
        <Notice kind="warning" icon="alert">
          {trans.__(
            'Part of the record of this interview cannot be read. What could be read is here; the ' +
              'log of the server says what is missing.'
          )}
        </Notice>
      )}
      <Announcement />
      <RulesNews />
      <Draft onDo={onDo} />
      <Locks onDo={onDo} />
      {session.state === 'ended' && connection.state !== 'closed' && (
        <Notice kind="info" icon="clock">
          {trans.__('This interview has ended. It can be read, but not edited or run.')}
          {session.can('reopen') && (
            <Button label={trans.__('Reopen')} onClick={() => onDo(session.reopen())} />
          )}
          <KeepSeal />
          <ReleaseCopies />
          <OwnCopy />
        </Notice>
      )}
    </div>
  );
}

interface IPart {
  onDo: (change: Promise<void>) => void;
}

function Draft({ onDo }: IPart): JSX.Element | null {
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  if (session.state !== 'draft' || connection.state === 'closed') {
    return null;
  }
  return (
    <Notice kind="info" icon="eye">
      <span>
        <strong>{trans.__('Draft: nobody else sees this yet.')}</strong>{' '}
        {trans.__('People who come by link wait until you start.')}
      </span>
      {session.can('start') && (
        <Button
          label={trans.__('Start interview')}
          icon="play"
          look="primary"
          onClick={() => onDo(session.start())}
        />
      )}
    </Notice>
  );
}

/**
 * Tells the people bound by a lock why they cannot act, and the people who hold the interview that
 * others cannot.
 */
function Locks({ onDo }: IPart): JSX.Element | null {
  const session = useSession();
  const connection = useConnection();
  const trans = useTrans();
  const { settings } = session;
  const holds = session.can('lock');
  const editing = settings.editingLocked && (holds || isLocked(session));
  const runs =
    settings.runsLocked && (holds || (session.role !== 'observer' && !session.can('run')));
  // This element is always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {(editing || runs) && connection.state !== 'closed' && session.state !== 'ended' && (
        <Notice kind="info" icon="lock" role="presentation">
          {lockSentence({ editing, runs }, holds, trans)}
          {holds && (
            <Button
              label={trans.__('Unlock')}
              onClick={() => onDo(session.set({ editingLocked: false, runsLocked: false }))}
            />
          )}
        </Notice>
      )}
    </div>
  );
}

function lockSentence(
  { editing, runs }: { editing: boolean; runs: boolean },
  holds: boolean,
  trans: TranslationBundle
): string {
  if (holds) {
    return editing && runs
      ? trans.__('Editing and runs are locked for candidates.')
      : editing
        ? trans.__('Editing is locked for candidates.')
        : trans.__('Runs are locked for candidates.');
  }
  return editing && runs
    ? trans.__('Editing and runs are locked by the interviewer.')
    : editing
      ? trans.__('Editing is locked by the interviewer.')
      : trans.__('Runs are locked by the interviewer.');
}

function Closed(props: { onReconnect: () => void }): JSX.Element {
  const session = useSession();
  const { closedBecause } = useConnection();
  const { ready } = useDocument();
  const trans = useTrans();
  const ended = session.state === 'ended';
  return (
    <Notice kind={ended ? 'info' : 'error'} icon={ended ? 'clock' : 'offline'}>
      {closedBecause !== null && closedSentence(closedBecause, session.keptBy, trans)}
      {ready && ` ${trans.__('What stands here can still be read and copied.')}`}
      <Button label={trans.__('Try again')} icon="refresh" onClick={props.onReconnect} />
      <KeepSeal />
      <OwnCopy />
    </Notice>
  );
}
