/** Stands in the place of a panel until the interview is there, or says why it is not. */
import * as React from 'react';
import type { IOfflineStore } from '../../model/offline/offline-store';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { KeptCopies } from '../copies/kept-copies';

export function Opening(props: {
  failure: string | null;
  onRetry: () => void;
  /**
   * The offline store of the interview, to offer what it holds when the interview cannot be opened.
   */
  openOfflineStore: () => Promise<IOfflineStore>;
}): JSX.Element {
  const trans = useTrans();
  const { failure } = props;
  return (
    <div className="jpi-InterviewPanel jpi-Opening">
      {failure === null ? (
        <p role="status">{trans.__('Opening the interview…')}</p>
      ) : (
        <div role="alert">
          <p>
            <Icon name="alert" /> {failure}
          </p>
          <Button label={trans.__('Try again')} icon="refresh" onClick={props.onRetry} />
          <KeptCopies open={props.openOfflineStore} />
        </div>
      )}
    </div>
  );
}
