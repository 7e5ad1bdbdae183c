/** In words: is this page connected, and is what was typed on the server's disk. */
import * as React from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Connection, IInterviewModel, Saved } from '../model/interview';
import { Icon } from './icons';
import type { IconName } from './icons';
import { useTrans } from './translation';

/** "Saving…" that is over sooner than this is not worth a flicker. */
const SAVING_SHOWN_AFTER_MS = 150;

export function Status(props: {
  model: Pick<IInterviewModel, 'connection' | 'saved' | 'ready' | 'sessionState' | 'can'>;
}): JSX.Element {
  const { connection, saved, ready, sessionState } = props.model;
  const trans = useTrans();
  const shownSaved = useUnlessBrief(saved, 'saving', SAVING_SHOWN_AFTER_MS);
  const [icon, words] = describe(connection, shownSaved, ready, sessionState === 'ended', trans);
  const readOnly = ready && sessionState === 'live' && !props.model.can('edit');
  return (
    <div className="jpi-Status">
      {readOnly && (
        <span className="jpi-Status-part">
          <Icon name="eye" />
          {trans.__('Read only')}
        </span>
      )}
      <span
        className="jpi-Status-part"
        role="status"
        data-connection={connection}
        data-state={sessionState}
        data-saved={saved}
      >
        <Icon name={icon} />
        {words}
      </span>
    </div>
  );
}

function describe(
  connection: Connection,
  saved: Saved,
  ready: boolean,
  ended: boolean,
  trans: TranslationBundle
): [IconName, string] {
  if (connection === 'closed') {
    return ended ? ['clock', trans.__('Ended')] : ['offline', trans.__('Disconnected')];
  }
  if (connection === 'offline') {
    return ['offline', trans.__('Offline, reconnecting. What you type is kept here.')];
  }
  if (connection === 'connecting' || !ready) {
    return ['refresh', trans.__('Connecting…')];
  }
  switch (saved) {
    case 'saved':
      return ['check', trans.__('Connected · saved')];
    case 'saving':
      return ['refresh', trans.__('Connected · saving…')];
    case 'unsaved':
      return ['alert', trans.__('Connected · not saved yet')];
    case 'offline':
      return ['alert', trans.__('Not saved yet')];
  }
}

/** The value, but `brief` only once it has lasted; what was there before stands until then. */
function useUnlessBrief<T>(value: T, brief: T, milliseconds: number): T {
  const [shown, setShown] = React.useState(value);
  React.useEffect(() => {
    const timer = setTimeout(() => setShown(value), value === brief ? milliseconds : 0);
    return () => clearTimeout(timer);
  }, [value, brief, milliseconds]);
  return value === brief ? shown : value;
}
