/** One group of the list: its name, which folds it, and a row for each interview. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { PLACE } from './list-keys';
import type { IGroupsProps } from './list-props';
import { timeOf } from './session-groups';
import type { ISessionGroup } from './session-groups';
import { SessionRow } from './session-row';

interface IGroupProps extends IGroupsProps {
  group: ISessionGroup;
  isFolded: boolean;
  onFold: (folded: boolean) => void;
  /** The place that the Tab key comes to. */
  tabbed: string;
}

export function SessionGroup(props: IGroupProps): JSX.Element {
  const { group, isFolded, tabbed, more, order, activeAt } = props;
  const trans = useTrans();
  const rows = React.useId();
  const { key, state, sessions } = group;
  const name = nameOf(group, trans);
  const hasMore = state === undefined ? more.length > 0 : more.includes(state);
  const place = { [PLACE]: key };
  return (
    <section className="jpi-SessionList-group" aria-label={name}>
      <h2 {...place}>
        <button
          type="button"
          className="jpi-SessionList-fold"
          tabIndex={key === tabbed ? 0 : -1}
          aria-expanded={!isFolded}
          aria-controls={rows}
          title={name}
          onClick={() => props.onFold(!isFolded)}
        >
          <span className="jpi-SessionList-name">{name}</span>{' '}
          <span className="jpi-Muted">{hasMore ? `${sessions.length}+` : sessions.length}</span>
        </button>
      </h2>
      <div id={rows} hidden={isFolded}>
        {!isFolded && (
          <ul role="list">
            {sessions.map(session => (
              <SessionRow
                key={session.id}
                session={session}
                actions={props.rowActions}
                time={timeOf(session, order, activeAt)}
                tellsState={state === undefined}
                mayCopy={props.mayCreate}
                current={session.id === props.current}
                tabbed={session.id === tabbed}
                onRenamed={
                  props.renaming === session.id ? title => props.onRenamed(session, title) : null
                }
              />
            ))}
          </ul>
        )}
        {!isFolded && hasMore && state !== undefined && (
          <Button
            label={trans.__('Show more')}
            accessibleName={trans.__('Show more: %1', name)}
            look="quiet"
            className="jpi-SessionList-more"
            onClick={() => props.onMore(state)}
          />
        )}
      </div>
    </section>
  );
}

function nameOf({ state, group }: ISessionGroup, trans: TranslationBundle): string {
  if (state === undefined) {
    return group ?? '';
  }
  return {
    draft: trans.__('Drafts'),
    live: trans.__('Live'),
    ended: trans.__('Ended')
  }[state];
}
