/** What the keys for saving answer, over the text: everything is saved as it is typed, or where it is. */
import * as React from 'react';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { useNote } from '../output/use-note';
import { useConnection, useDocument, useOffline, useSession } from '../use-interview';
import { describeHere, describeServer } from './status-words';

/** `asked` is another object each time somebody pressed them. */
export function SavedNote({ asked }: { asked: object | null }): JSX.Element {
  const session = useSession();
  const { state } = useConnection();
  const { ready, saved } = useDocument();
  const { lasts } = useOffline();
  const trans = useTrans();
  const [shown, show] = useNote();
  React.useEffect(() => {
    if (asked !== null) {
      show(SHOWN);
    }
  }, [asked, show]);
  const describe = session.keptBy === 'browser' ? describeHere : describeServer;
  const status = { keptBy: session.keptBy, connection: state, ready, saved, lasts };
  const { icon, words } = describe({ ...status, sessionState: session.state }, trans);
  const isThere = state === 'online' && ready;
  const isSaved = isThere && saved === 'saved';
  return (
    // Always there, so that a screen reader speaks what comes into it.
    <div role="status" className="jpi-EditorNote">
      {shown !== '' && (
        <span className="jpi-EditorNote-words">
          <Icon name={isSaved ? 'check' : icon} />
          {isSaved
            ? trans.__('Saved as you type')
            : isThere && saved === 'saving'
              ? trans.__('Saving…')
              : words}
        </span>
      )}
    </div>
  );
}

const SHOWN = 'shown';
