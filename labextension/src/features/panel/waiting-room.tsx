/** The view of a person who was not let in yet. The panel replaces it once they are. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { NameDialog } from '../people/name-dialog';
import { usePeople, useSession } from '../use-interview';
import { shownTitle } from '../wording';

export function WaitingRoom(props: { onRenamed: (name: string) => void }): JSX.Element {
  const { title } = useSession();
  const { me } = usePeople();
  const trans = useTrans();
  const [isRenaming, setIsRenaming] = React.useState(false);
  return (
    <div className="jpi-WaitingRoom">
      <div className="jpi-WaitingRoom-words" role="status">
        <Icon name="clock" />
        <h2>{trans.__('You are in the waiting room.')}</h2>
        {title !== '' && <p className="jpi-WaitingRoom-title">{shownTitle(title, trans)}</p>}
        <p>{trans.__('The interviewer will let you in.')}</p>
        {me && <p className="jpi-Muted">{trans.__('They see you as %1.', me.name)}</p>}
      </div>
      {me && <Button label={trans.__('Change your name…')} onClick={() => setIsRenaming(true)} />}
      {isRenaming && (
        <NameDialog onRenamed={props.onRenamed} onClose={() => setIsRenaming(false)} />
      )}
    </div>
  );
}
