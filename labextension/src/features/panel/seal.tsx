/** The seal of an interview that has ended: a hash that everybody in it may keep. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useSession } from '../use-interview';

/** A button that shows it, where a server keeps the interview. */
export function KeepSeal(): JSX.Element | null {
  const session = useSession();
  const trans = useTrans();
  const [isOpen, setOpen] = React.useState(false);
  if (session.state !== 'ended' || session.keptBy !== 'server') {
    return null;
  }
  return (
    <>
      <Button label={trans.__('Keep its seal…')} onClick={() => setOpen(true)} />
      {isOpen && <SealDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function SealDialog(props: { onClose: () => void }): JSX.Element {
  const session = useSession();
  const trans = useTrans();
  const [seal, setSeal] = React.useState<string | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);
  const [said, setSaid] = React.useState<string | null>(null);

  React.useEffect(() => {
    session.seal().then(setSeal, reason => setFailure(sentence(reason, trans)));
  }, [session, trans]);

  const copy = async (text: string): Promise<void> => {
    const isCopied = await copyText(text);
    setSaid(isCopied ? trans.__('Copied.') : trans.__('Your browser does not let this page copy.'));
  };
  return (
    <Modal title={trans.__('Seal')} onClose={props.onClose} className="jpi-mod-small">
      <p>
        {trans.__(
          'Whoever keeps these characters can tell later whether a recording of this interview was changed.'
        )}
      </p>
      {failure !== null && (
        <Notice kind="error" icon="cross">
          {failure}
        </Notice>
      )}
      {seal === null && failure === null && <p className="jpi-Muted">{trans.__('Reading…')}</p>}
      {seal !== null && (
        <div className="jpi-Seal">
          <code>{seal}</code>
          <Button label={trans.__('Copy the seal')} icon="copy" onClick={() => void copy(seal)} />
        </div>
      )}
      <p role="status" className="jpi-TakeAway-said">
        {said}
      </p>
    </Modal>
  );
}
