/** Asks before something that cannot simply be undone, and says what it will do. */
import * as React from 'react';
import { Button } from './button';
import { Modal } from './modal';
import { useTrans } from './translation';

export interface IConfirmation {
  title: string;
  consequence: string;
  /** The verb on the button. */
  verb: string;
  danger?: boolean;
  onConfirm: () => void;
}

export function ConfirmDialog(props: {
  question: IConfirmation;
  onClose: () => void;
}): JSX.Element {
  const trans = useTrans();
  const { question, onClose } = props;
  return (
    <Modal title={question.title} onClose={onClose} className="jpi-mod-small">
      <p>{question.consequence}</p>
      <footer className="jpi-Modal-footer">
        <Button label={trans.__('Cancel')} onClick={onClose} />
        <Button
          label={question.verb}
          look={question.danger ? 'danger' : 'primary'}
          onClick={() => {
            onClose();
            question.onConfirm();
          }}
        />
      </footer>
    </Modal>
  );
}
