/** Asks somebody for their name whose name Jupyter made up, once in this browser. */
import * as React from 'react';
import { isMadeUp } from '../../model/people/names';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { usePeople, useSession } from '../use-interview';

const KEY = 'jupyter-interview:asked-for-name';

export function AskForName(props: { onAsk: () => void }): JSX.Element | null {
  const { me } = usePeople();
  const session = useSession();
  const trans = useTrans();
  const [wasAsked, setWasAsked] = React.useState(remembered);
  if (me === null || wasAsked || !isMadeUp(me.name) || session.state === 'ended') {
    return null;
  }
  return (
    <Notice
      kind="info"
      icon="help"
      onDismiss={() => {
        remember();
        setWasAsked(true);
      }}
    >
      <span>{trans.__('The others see you as “%1”.', me.name)}</span>
      <Button label={trans.__('Change your name…')} onClick={props.onAsk} />
    </Notice>
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    // A browser that keeps nothing is asked again by the next page.
  }
}
