/** What the person must know now: refusals, the end of the interview, a lost connection. */
import * as React from 'react';
import type { IInterviewModel } from '../model/interview';
import { Button } from './button';
import { Icon } from './icons';
import type { IconName } from './icons';
import { useTrans } from './translation';

export function Notices(props: {
  model: IInterviewModel;
  /** A failed REST call of this panel, as a sentence. */
  failure: string | null;
  onDismissFailure: () => void;
  onReopen: () => void;
  onReconnect: () => void;
}): JSX.Element {
  const { model, failure } = props;
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
      {model.sessionState === 'ended' && model.connection !== 'closed' && (
        <Notice kind="info" icon="clock">
          {trans.__('This interview has ended. It can be read, but not edited or run.')}
          {model.can('reopen') && (
            <Button label={trans.__('Reopen')} look="plain" onClick={props.onReopen} />
          )}
        </Notice>
      )}
    </div>
  );
}

function Closed(props: { model: IInterviewModel; onReconnect: () => void }): JSX.Element {
  const { model } = props;
  const trans = useTrans();
  const ended = model.sessionState === 'ended';
  return (
    <Notice kind={ended ? 'info' : 'error'} icon={ended ? 'clock' : 'offline'}>
      {model.closedBecause}
      {model.ready && ` ${trans.__('What stands here can still be read and copied.')}`}
      <Button label={trans.__('Try again')} icon="refresh" onClick={props.onReconnect} />
    </Notice>
  );
}

export function Notice(props: {
  kind: 'info' | 'warning' | 'error';
  icon: IconName;
  children: React.ReactNode;
  onDismiss?: () => void;
}): JSX.Element {
  const trans = useTrans();
  return (
    <div
      className={`jpi-Notice jpi-mod-${props.kind}`}
      role={props.kind === 'info' ? 'note' : 'alert'}
    >
      <Icon name={props.icon} />
      <div className="jpi-Notice-body">{props.children}</div>
      {props.onDismiss && (
        <Button
          label={trans.__('Dismiss')}
          icon="close"
          iconOnly
          look="quiet"
          onClick={props.onDismiss}
        />
      )}
    </div>
  );
}
