/** Says whether this page is connected, whether what was typed is stored, and what that means. */
import * as React from 'react';
import type { ISessionSlice } from '../../model/session/session';
import { Explanation } from '../../ui/explanation';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { useConnection, useDocument, useOffline, useSession } from '../use-interview';
import { describeHere, describeServer, type IStatus } from './status-words';

/** Milliseconds: a shorter "Saving…" is not shown, because it would only flicker. */
const SAVING_SHOWN_AFTER_MS = 150;

export function Status(): JSX.Element {
  const session = useSession();
  const connection = useConnection();
  const text = useDocument();
  const { lasts } = useOffline();
  return (
    <StatusLine
      keptBy={session.keptBy}
      sessionState={session.state}
      connection={connection.state}
      ready={text.ready}
      saved={text.saved}
      lasts={lasts}
      mayEdit={session.can('edit')}
      isLocked={isLocked(session)}
    />
  );
}

export interface IStatusLineProps extends IStatus {
  mayEdit: boolean;
  /** It would be editable, were it not for a lock. */
  isLocked: boolean;
}

export function StatusLine(props: IStatusLineProps): JSX.Element {
  const { keptBy, connection, saved, ready, sessionState, lasts } = props;
  const trans = useTrans();
  const shownSaved = useUnlessBrief(saved, 'saving', SAVING_SHOWN_AFTER_MS);
  const status = { keptBy, connection, ready, sessionState, lasts, saved: shownSaved };
  const describe = keptBy === 'browser' ? describeHere : describeServer;
  const { icon, words, explanation } = describe(status, trans);
  const readOnly = ready && sessionState !== 'ended' && !props.mayEdit;
  return (
    <div className="jpi-Status">
      {readOnly && (
        <span className="jpi-Status-part">
          <Icon name={props.isLocked ? 'lock' : 'eye'} />
          {props.isLocked ? trans.__('Locked') : trans.__('Read only')}
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
      {connection !== 'closed' && (
        <Explanation label={trans.__('What this means')}>
          {explanation}
          {!lasts && (
            <>
              {' '}
              {trans.__(
                'This browser keeps nothing for this page, so what is not saved is lost when the tab is closed.'
              )}
            </>
          )}
        </Explanation>
      )}
    </div>
  );
}

/** It would be editable, were it not for a lock. */
export function isLocked(session: Pick<ISessionSlice, 'settings' | 'role' | 'can'>): boolean {
  return session.settings.editingLocked && session.role !== 'observer' && !session.can('edit');
}

/** The value. `brief` is shown only once it has lasted; the value before it stays until then. */
function useUnlessBrief<T>(value: T, brief: T, milliseconds: number): T {
  const [shown, setShown] = React.useState(value);
  React.useEffect(() => {
    const timer = setTimeout(() => setShown(value), value === brief ? milliseconds : 0);
    return () => clearTimeout(timer);
  }, [value, brief, milliseconds]);
  return value === brief ? shown : value;
}
