/** The view of a person who was not let in yet. The panel replaces it once they are. */
import * as React from 'react';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { usePeople, useSession } from '../use-interview';

export function WaitingRoom(): JSX.Element {
  const { title } = useSession();
  const { me } = usePeople();
  const trans = useTrans();
  return (
    <div className="jpi-WaitingRoom" role="status">
      <Icon name="clock" />
      <h2>{trans.__('You are in the waiting room.')}</h2>
      {title !== '' && <p className="jpi-WaitingRoom-title">{title}</p>}
      <p>{trans.__('The interviewer will let you in.')}</p>
      {me && <p className="jpi-Muted">{trans.__('They see you as %1.', me.name)}</p>}
    </div>
  );
}
