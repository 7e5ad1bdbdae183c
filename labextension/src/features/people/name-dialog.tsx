/** Changing one's own name, in the interview and for those to come. */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { usePeople } from '../use-interview';
import { sentence } from '../sentences';
import { NameForm } from './name-form';

export function NameDialog(props: {
  /** The name is theirs now, perhaps with a number behind it. */
  onRenamed: (name: string) => void;
  onClose: () => void;
}): JSX.Element {
  const people = usePeople();
  const trans = useTrans();
  const [busy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState<string | null>(null);

  const rename = async (name: string): Promise<void> => {
    setBusy(true);
    try {
      await people.rename(name);
      props.onRenamed(name);
      props.onClose();
    } catch (reason) {
      setFailure(sentence(reason, trans));
      setBusy(false);
    }
  };

  return (
    <Modal title={trans.__('Change your name')} onClose={props.onClose} className="jpi-mod-small">
      <p>{trans.__('Everybody in the interview sees it at once.')}</p>
      {failure !== null && (
        <Notice kind="error" icon="cross">
          {failure}
        </Notice>
      )}
      <NameForm
        initialName={people.me?.name ?? ''}
        verb={trans.__('Change name')}
        busy={busy}
        onName={name => void rename(name)}
      />
    </Modal>
  );
}
