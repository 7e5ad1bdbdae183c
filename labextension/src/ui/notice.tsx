/** A sentence in a box of its own, and what can be done about it. */
import * as React from 'react';
import { Button } from './button';
import { Icon, type IconName } from './icons';
import { useTrans } from './translation';

export function Notice(props: {
  kind: 'info' | 'warning' | 'error';
  icon: IconName;
  children: React.ReactNode;
  onDismiss?: () => void;
  role?: React.AriaRole;
}): JSX.Element {
  const trans = useTrans();
  return (
    <div
      className={`jpi-Notice jpi-mod-${props.kind}`}
      role={props.role ?? (props.kind === 'info' ? 'note' : 'alert')}
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
