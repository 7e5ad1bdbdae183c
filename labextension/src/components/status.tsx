/** In words: is this page connected, is what was typed on the server's disk, and what that means. */
import * as React from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IInterviewModel } from '../model/interview';
import { Explanation } from './explanation';
import { Icon } from './icons';
import type { IconName } from './icons';
import { useTrans } from './translation';

/** "Saving…" that is over sooner than this is not worth a flicker. */
const SAVING_SHOWN_AFTER_MS = 150;

type Facts = Pick<
  IInterviewModel,
  'connection' | 'saved' | 'ready' | 'sessionState' | 'locks' | 'lasts' | 'role' | 'can'
>;

interface IWords {
  icon: IconName;
  words: string;
  explanation: string;
}

export function Status(props: { model: Facts }): JSX.Element {
  const { connection, saved, ready, sessionState, lasts } = props.model;
  const trans = useTrans();
  const shownSaved = useUnlessBrief(saved, 'saving', SAVING_SHOWN_AFTER_MS);
  const facts = { connection, ready, sessionState, lasts, saved: shownSaved };
  const { icon, words, explanation } = describe(facts, trans);
  const readOnly = ready && sessionState !== 'ended' && !props.model.can('edit');
  return (
    <div className="jpi-Status">
      {readOnly && (
        <span className="jpi-Status-part">
          <Icon name={isLocked(props.model) ? 'lock' : 'eye'} />
          {isLocked(props.model) ? trans.__('Locked') : trans.__('Read only')}
        </span>
      )}
      <span
        className="jpi-Status-part"
        role="status"
        data-connection={connection}
        data-state={sessionState}
        data-saved={saved}
      >
        <Icon name={icon} />
        {words}
      </span>
      {connection !== 'closed' && (
        <Explanation label={trans.__('What this means')}>
          {explanation}
          {!lasts && (
            <>
              {' '}
              {trans.__(
                'This browser keeps nothing for this page, so what is not saved is lost when the tab is closed.'
              )}
            </>
          )}
        </Explanation>
      )}
    </div>
  );
}

/** It would be editable, were it not for a lock. */
export function isLocked(model: Pick<Facts, 'locks' | 'role' | 'can'>): boolean {
  return model.locks.editing && model.role !== 'observer' && !model.can('edit');
}

function describe(
  { connection, ready, saved, sessionState, lasts }: Omit<Facts, 'can' | 'locks' | 'role'>,
  trans: TranslationBundle
): IWords {
  if (connection === 'closed') {
    return sessionState === 'ended'
      ? { icon: 'clock', words: trans.__('Ended'), explanation: '' }
      : { icon: 'offline', words: trans.__('Disconnected'), explanation: '' };
  }
  if (connection === 'offline') {
    return {
      icon: 'offline',
      words: lasts ? trans.__('Offline · saved here') : trans.__('Offline · kept on this page'),
      explanation: lasts
        ? trans.__(
            'There is no connection; it is tried again by itself. What you type and run is kept in this browser, also when the tab is closed, and is sent with its times when the connection is back.'
          )
        : trans.__(
            'There is no connection; it is tried again by itself. What you type and run is kept on this page and sent with its times when the connection is back. Keep the tab open until then.'
          )
    };
  }
  if (connection !== 'online' || !ready) {
    return {
      icon: 'refresh',
      words: trans.__('Connecting…'),
      explanation: trans.__('The interview is being fetched from the server.')
    };
  }
  switch (saved) {
    case 'saved':
      return {
        icon: 'check',
        words: trans.__('Connected · saved'),
        explanation: trans.__('Everything you typed is on the server’s disk.')
      };
    case 'saving':
      return {
        icon: 'refresh',
        words: trans.__('Connected · saving…'),
        explanation: trans.__('What you typed last is on its way to the server’s disk.')
      };
    case 'unsaved':
    case 'offline':
      return {
        icon: 'alert',
        words: trans.__('Connected · not saved yet'),
        explanation: lasts
          ? trans.__(
              'The server has not confirmed what you typed for over two seconds. It is kept in this browser until it has.'
            )
          : trans.__(
              'The server has not confirmed what you typed for over two seconds. It is kept on this page until it has.'
            )
      };
  }
}

/** The value, but `brief` only once it has lasted; what was there before stands until then. */
function useUnlessBrief<T>(value: T, brief: T, milliseconds: number): T {
  const [shown, setShown] = React.useState(value);
  React.useEffect(() => {
    const timer = setTimeout(() => setShown(value), value === brief ? milliseconds : 0);
    return () => clearTimeout(timer);
  }, [value, brief, milliseconds]);
  return value === brief ? shown : value;
}
