/**
 * What is noted: the rules of the interview, which hosts choose here, and what was noted, of everybody for
 * hosts and of oneself for others, as it comes.
 */
import * as React from 'react';
import { Modal } from '../../ui/modal';
import { useTrans } from '../../ui/translation';
import { useSession, useSignals } from '../use-interview';
import { PolicyForm } from './policy-form';
import { aiSentence, notedSentence } from './policy-words';
import { SignalEntry } from './signal-entry';

export interface ISignalsDialogProps {
  /** Called with a change that takes effect immediately. */
  onDo: (change: Promise<void>) => void;
  onClose: () => void;
}

export function SignalsDialog({ onDo, onClose }: ISignalsDialogProps): JSX.Element {
  const session = useSession();
  const { listed, own } = useSignals();
  const trans = useTrans();
  const isHost = session.can('look_back');
  const mayChange = session.canSet('noteInserts');
  const shown = isHost ? listed : own;
  const rule = aiSentence(session.settings, trans);
  return (
    <Modal title={trans.__('What is noted')} onClose={onClose} className="jpi-Signals">
      {mayChange ? (
        <PolicyForm onDo={onDo} />
      ) : (
        <>
          {rule !== '' && <p>{rule}</p>}
          <p>{notedSentence(session.settings, trans)}</p>
        </>
      )}
      <h3>{isHost ? trans.__('Noted so far') : trans.__('Noted of you so far')}</h3>
      {shown.length === 0 ? (
        <p className="jpi-Muted">{trans.__('Nothing.')}</p>
      ) : (
        <>
          <p className="jpi-Muted">
            {isHost
              ? trans.__(
                  'Reported by each person’s browser, who reads the same words. A report proves little, and the lack of one proves nothing.'
                )
              : trans.__(
                  'Reported by your browser. The people who hold this interview read the same words.'
                )}
          </p>
          <ol className="jpi-Signals-list">
            {[...shown].reverse().map(signal => (
              <SignalEntry
                key={signal.id}
                signal={signal}
                isOwn={own.includes(signal)}
                namesPeople={isHost}
              />
            ))}
          </ol>
        </>
      )}
      <details className="jpi-Signals-help">
        <summary>{trans.__('What else leads to such entries')}</summary>
        <p>
          {trans.__(
            'A video call in another window, a notification, a permission prompt, a password manager, dictation and other input methods, a screen reader, developer tools, a second screen, the keyboard of a tablet, a formatter, the lid of a laptop. None of these says anything about anybody.'
          )}
        </p>
      </details>
    </Modal>
  );
}
