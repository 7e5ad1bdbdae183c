/** The address of an interview that lives in this browser, and how far it reaches. */
import * as React from 'react';
import { LinkField } from './link-field';
import { Modal } from './modal';
import { useTrans } from './translation';

export interface ILinkDialogProps {
  /** Of the interview. */
  title: string;
  link: string;
  onClose: () => void;
}

export function LinkDialog(props: ILinkDialogProps): JSX.Element {
  const trans = useTrans();
  return (
    <Modal title={trans.__('Share “%1”', props.title)} onClose={props.onClose}>
      <p className="jpi-Share-intro">
        {trans.__(
          'This interview lives in this browser. The link opens it in another tab of this browser, and for nobody else. To invite people, use a server.'
        )}
      </p>
      <LinkField url={props.link} note={trans.__('For another tab of this browser.')} />
    </Modal>
  );
}
