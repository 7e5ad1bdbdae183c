/** In words: is this page connected, is what was typed stored, and what that means. */
import * as React from 'react';
import type { IInterviewModel } from '../../model/interview';
import { Explanation } from '../../ui/explanation';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';
import { describeHere, describeServer, type StatusFacts } from './status-words';

/** "Saving…" that is over sooner than this is not worth a flicker. */
const SAVING_SHOWN_AFTER_MS = 150;

type Facts = StatusFacts & Pick<IInterviewModel, 'locks' | 'role' | 'can'>;

export function Status(props: { model: Facts }): JSX.Element {
  const { keptBy, connection, saved, ready, sessionState, lasts } = props.model;
  const trans = useTrans();
  const shownSaved = useUnlessBrief(saved, 'saving', SAVING_SHOWN_AFTER_MS);
  const facts = { keptBy, connection, ready, sessionState, lasts, saved: shownSaved };
  const describe = keptBy === 'browser' ? describeHere : describeServer;
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

/** The value, but `brief` only once it has lasted; what was there before stands until then. */
function useUnlessBrief<T>(value: T, brief: T, milliseconds: number): T {
  const [shown, setShown] = React.useState(value);
  React.useEffect(() => {
    const timer = setTimeout(() => setShown(value), value === brief ? milliseconds : 0);
    return () => clearTimeout(timer);
  }, [value, brief, milliseconds]);
  return value === brief ? shown : value;
}
