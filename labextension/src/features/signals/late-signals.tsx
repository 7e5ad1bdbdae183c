/** The dialog of what is noted. Its script is fetched when somebody asks for it. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { LatePart, useLate } from '../../ui/late-part';
import { Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';
import type { ISignalsDialogProps } from './signals-dialog';

const dialog = new LatePart(() => import('./signals-dialog'));

export function LateSignalsDialog(props: ISignalsDialogProps): JSX.Element {
  const { part, hasFailed, again } = useLate(dialog);
  const trans = useTrans();
  return part !== null ? (
    <part.SignalsDialog {...props} />
  ) : (
    <Modal title={trans.__('What is noted')} onClose={props.onClose} className="jpi-mod-small">
      {hasFailed ? (
        <>
          <p>{trans.__('This part of the page could not be fetched.')}</p>
          <Button label={trans.__('Try again')} onClick={again} />
        </>
      ) : (
        <p className="jpi-Muted">{trans.__('Reading…')}</p>
      )}
    </Modal>
  );
}
