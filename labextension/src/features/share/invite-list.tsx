/** The links of an interview and what became of them. Revoking asks once, in place. */
import * as React from 'react';
import type { IListedInvite } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { ago, roleName } from '../wording';
import { inviteFacts } from './invite-facts';
import { inviteState } from './invite-state';

export function InviteList(props: {
  /** Null while they are fetched. */
  invites: readonly IListedInvite[] | null;
  onRevoke: (invite: IListedInvite) => Promise<void>;
}): JSX.Element {
  const { invites } = props;
  const trans = useTrans();
  if (invites === null || invites.length === 0) {
    return (
      <p className="jpi-Muted">
        {invites === null ? trans.__('Loading…') : trans.__('No links yet.')}
      </p>
    );
  }
  return (
    <ul className="jpi-InviteList" role="list" aria-label={trans.__('Links')}>
      {invites.map(invite => (
        <InviteRow key={invite.id} invite={invite} onRevoke={() => props.onRevoke(invite)} />
      ))}
    </ul>
  );
}

function InviteRow(props: { invite: IListedInvite; onRevoke: () => Promise<void> }): JSX.Element {
  const { invite } = props;
  const trans = useTrans();
  const [asking, setAsking] = React.useState(false);
  const now = Date.now();
  const state = inviteState(invite, now);
  return (
    <li className="jpi-Invite" data-state={state}>
      <div className="jpi-Invite-row">
        <span className="jpi-Invite-role">{roleName(invite.role, trans)}</span>
        <span className="jpi-Invite-facts">
          {inviteFacts(invite, now, trans)}
          <span className="jpi-Invite-came">
            {trans.__('made %1', ago(invite.createdAt, now, trans))}
            {' · '}
            {invite.people.length === 0
              ? trans.__('nobody has used it yet')
              : trans.__('used by %1', invite.people.join(', '))}
          </span>
        </span>
        {state === 'active' && !asking && (
          <Button label={trans.__('Revoke')} look="danger" onClick={() => setAsking(true)} />
        )}
      </div>
      {asking && state === 'active' && (
        <div className="jpi-Invite-question" role="alert">
          <p>
            {trans.__(
              'Nobody can join with this link any more, and everyone who used it is disconnected at once.'
            )}
          </p>
          <Button label={trans.__('Keep')} onClick={() => setAsking(false)} />
          <Button
            label={trans.__('Revoke link')}
            look="danger"
            onClick={() => void props.onRevoke()}
          />
        </div>
      )}
    </li>
  );
}
