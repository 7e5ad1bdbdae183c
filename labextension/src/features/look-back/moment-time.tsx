/** The time of something that was noted; a button to its moment where one may look back. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { exactTime, fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { LookAt } from './look-at';

export function MomentTime(props: { time: string; className?: string }): JSX.Element {
  const { time, className } = props;
  const trans = useTrans();
  const lookAt = React.useContext(LookAt);
  const shown = (
    <time className={className} dateTime={time} title={fullTime(time)}>
      {exactTime(time)}
    </time>
  );
  return lookAt === null ? (
    shown
  ) : (
    <Button
      label={exactTime(time)}
      accessibleName={trans.__('Look back at %1', exactTime(time))}
      tooltip={trans.__('Look back at %1', fullTime(time))}
      look="quiet"
      className={`jpi-MomentTime ${className ?? ''}`}
      onClick={() => lookAt({ time: Date.parse(time) })}
    />
  );
}
