/** The keys of the player, for whoever asks for them. */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { Shortcuts } from '../../ui/shortcuts';
import { useTrans } from '../../ui/translation';
import { keyList } from './keys';

export function KeysDialog(props: { onClose: () => void }): JSX.Element {
  const trans = useTrans();
  return (
    <Modal title={trans.__('Keys of the player')} onClose={props.onClose}>
      <Shortcuts groups={keyList(trans)} />
    </Modal>
  );
}
