/** Beside the people: what is said of AI, and that something was noted of oneself. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { useSession, useSignals } from '../use-interview';
import { aiSentence } from './policy-words';

export function SignalsNote(props: { onOpen: () => void }): JSX.Element {
  const session = useSession();
  const { settings } = session;
  const { own } = useSignals();
  const trans = useTrans();
  const rule = aiSentence(settings, trans);
  return (
    <>
      {rule !== '' && (
        <Button
          className="jpi-SignalsNote"
          look="quiet"
          label={
            settings.ai === 'none'
              ? trans.__('AI: none')
              : settings.ai === 'own_tools'
                ? trans.__('AI: own tools')
                : trans.__('AI: see here')
          }
          tooltip={rule}
          onClick={props.onOpen}
        />
      )}
      {own.length > 0 && !session.can('look_back') && (
        <Button
          className="jpi-SignalsNote"
          look="quiet"
          label={trans.__('Noted: %1', own.length)}
          tooltip={trans.__('What your browser has reported, and what you can say of it')}
          onClick={props.onOpen}
        />
      )}
    </>
  );
}
