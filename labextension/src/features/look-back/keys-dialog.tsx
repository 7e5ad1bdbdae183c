/** The keys of the player, for whoever asks for them. */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';
import { keyList } from './keys';

export function KeysDialog(props: { onClose: () => void }): JSX.Element {
  const trans = useTrans();
  return (
    <Modal title={trans.__('Keys of the player')} onClose={props.onClose}>
      <div className="jpi-Shortcuts">
        {keyList(trans).map(([title, lines]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(([pressed, what]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>
                    <kbd>{pressed}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
