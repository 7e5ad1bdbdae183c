/** Asks what to tell everybody, in one line. There is no way to take it back. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { HAS_FOCUS_FIRST, Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';

/** By the server's limit. */
const LONGEST = 300;

export function MessageDialog(props: {
  title: string;
  /** Rejects with a sentence for a person, and then nobody was told. */
  onSend: (text: string) => Promise<void>;
  onClose: () => void;
}): JSX.Element {
  const trans = useTrans();
  // The field itself has the text: it may be filled in without events that React hears.
  const field = React.useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState<string | null>(null);

  const send = async (text: string): Promise<void> => {
    setBusy(true);
    try {
      await props.onSend(text);
      props.onClose();
    } catch (reason) {
      setFailure(sentence(reason, trans));
      setBusy(false);
    }
  };

  return (
    <Modal title={props.title} onClose={props.onClose} className="jpi-mod-small">
      <p>
        {trans.__(
          'Everybody there reads it above the code, and so does whoever comes later, until the next message. It cannot be taken back.'
        )}
      </p>
      {failure !== null && (
        <Notice kind="error" icon="cross">
          {failure}
        </Notice>
      )}
      <form
        className="jpi-Modal-form"
        onSubmit={event => {
          event.preventDefault();
          const text = field.current?.value ?? '';
          if (text.trim() === '') {
            field.current?.focus();
          } else if (!isBusy) {
            void send(text);
          }
        }}
      >
        <label className="jpi-Field">
          {trans.__('Message')}
          <input
            ref={field}
            className="jpi-Input"
            type="text"
            {...HAS_FOCUS_FIRST}
            autoComplete="off"
            maxLength={LONGEST}
            placeholder={trans.__('Ten minutes left')}
          />
        </label>
        <footer className="jpi-Modal-footer">
          <Button label={trans.__('Cancel')} onClick={props.onClose} />
          <Button type="submit" label={trans.__('Send')} look="primary" disabled={isBusy} />
        </footer>
      </form>
    </Modal>
  );
}
