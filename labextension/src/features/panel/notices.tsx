/** What the person must know now: refusals, the end of the interview, a lost connection. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ILocks } from '../../contract/protocol';
import type { IInterviewModel } from '../../model/interview';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { closedSentence } from '../wording';
import { isLocked } from './status';

export function Notices(props: {
  model: IInterviewModel;
  /** A failed REST call of this panel, as a sentence. */
  failure: string | null;
  onDismissFailure: () => void;
  /** A change that takes effect at once. */
  onDo: (change: Promise<void>) => void;
  onReconnect: () => void;
}): JSX.Element {
  const { model, failure, onDo } = props;
  const trans = useTrans();
  return (
    <div className="jpi-Notices">
      {model.closedBecause !== null && <Closed model={model} onReconnect={props.onReconnect} />}
      {model.notice !== null && (
        <Notice kind="warning" icon="alert" onDismiss={() => model.dismissNotice()}>
          {model.notice}
        </Notice>
      )}
      {failure !== null && (
        <Notice kind="error" icon="cross" onDismiss={props.onDismissFailure}>
          {failure}
        </Notice>
      )}
      {model.damaged && (
        <Notice kind="warning" icon="alert">
          {trans.__(
            'Part of the record of this interview cannot be read. What could be read is here; the ' +
              'log of the server says what is missing.'
          )}
        </Notice>
      )}
      <Draft model={model} onDo={onDo} />
      <Locks model={model} onDo={onDo} />
      {model.sessionState === 'ended' && model.connection !== 'closed' && (
        <Notice kind="info" icon="clock">
          {trans.__('This interview has ended. It can be read, but not edited or run.')}
          {model.can('reopen') && (
            <Button label={trans.__('Reopen')} onClick={() => onDo(model.admin.reopen())} />
          )}
        </Notice>
      )}
    </div>
  );
}

interface IPart {
  model: IInterviewModel;
  onDo: (change: Promise<void>) => void;
}

function Draft({ model, onDo }: IPart): JSX.Element | null {
  const trans = useTrans();
  if (model.sessionState !== 'draft' || model.connection === 'closed') {
    return null;
  }
  return (
    <Notice kind="info" icon="eye">
      <span>
        <strong>{trans.__('Draft: nobody else sees this yet.')}</strong>{' '}
        {trans.__('People who come by link wait until you start.')}
      </span>
      {model.can('start') && (
        <Button
          label={trans.__('Start interview')}
          icon="play"
          look="primary"
          onClick={() => onDo(model.admin.start())}
        />
      )}
    </Notice>
  );
}

/** For whom a lock binds: why they cannot. For who holds the interview: that others cannot. */
function Locks({ model, onDo }: IPart): JSX.Element | null {
  const trans = useTrans();
  const { locks } = model;
  const holds = model.can('lock');
  const editing = locks.editing && (holds || isLocked(model));
  const runs = locks.runs && (holds || (model.role !== 'observer' && !model.can('run')));
  // Always there, so that a screen reader speaks what comes into it.
  return (
    <div role="status">
      {(editing || runs) && model.connection !== 'closed' && model.sessionState !== 'ended' && (
        <Notice kind="info" icon="lock" role="presentation">
          {lockSentence({ editing, runs }, holds, trans)}
          {holds && (
            <Button
              label={trans.__('Unlock')}
              onClick={() => onDo(model.admin.setLocks({ editing: false, runs: false }))}
            />
          )}
        </Notice>
      )}
    </div>
  );
}

function lockSentence({ editing, runs }: ILocks, holds: boolean, trans: TranslationBundle): string {
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

function Closed(props: { model: IInterviewModel; onReconnect: () => void }): JSX.Element {
  const { model } = props;
  const trans = useTrans();
  const ended = model.sessionState === 'ended';
  return (
    <Notice kind={ended ? 'info' : 'error'} icon={ended ? 'clock' : 'offline'}>
      {model.closedBecause !== null && closedSentence(model.closedBecause, model.keptBy, trans)}
      {model.ready && ` ${trans.__('What stands here can still be read and copied.')}`}
      <Button label={trans.__('Try again')} icon="refresh" onClick={props.onReconnect} />
    </Notice>
  );
}
