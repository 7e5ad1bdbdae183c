/** What somebody sees who was not let in yet. It gives way to the panel by itself. */
import * as React from 'react';
import type { IInterviewModel } from '../../model/interview';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';

export function WaitingRoom(props: {
  model: Pick<IInterviewModel, 'title' | 'me' | 'sessionState'>;
}): JSX.Element {
  const { title, me } = props.model;
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
