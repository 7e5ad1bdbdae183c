/** Makes links that let people in without an account, shows each once, lists and revokes them. */
import * as React from 'react';
import type { IListedInvite, IMintedInvite } from '../../contract/protocol';
import { LinkField } from '../../ui/link-field';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import type { IInviteActions } from './invite-actions';
import { inviteFacts } from './invite-facts';
import { InviteList } from './invite-list';
import { NewLink } from './new-link';
import { leadsOnlyHere } from './only-here';

export interface IShareDialogProps {
  /** Of the interview. */
  title: string;
  invites: IInviteActions;
  onClose: () => void;
}

export function ShareDialog(props: IShareDialogProps): JSX.Element {
  const trans = useTrans();
  const { invites } = props;
  const [links, setLinks] = React.useState<readonly IListedInvite[] | null>(null);
  const [minted, setMinted] = React.useState<IMintedInvite | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);

  const attempt = React.useCallback(
    async (action: () => Promise<void>): Promise<void> => {
      try {
        await action();
        setLinks(await invites.list());
        setFailure(null);
      } catch (reason) {
        setFailure(sentence(reason, trans));
      }
    },
    [invites, trans]
  );

  React.useEffect(() => {
    void attempt(() => Promise.resolve());
  }, [attempt]);

  return (
    <Modal title={trans.__('Share “%1”', props.title)} onClose={props.onClose}>
      <p className="jpi-Share-intro">
        {trans.__('Anyone with the link can join this interview, without an account.')}
      </p>
      <NewLink
        onCreate={options => attempt(async () => setMinted(await invites.create(options)))}
        onChange={() => setMinted(null)}
      />
      {failure !== null && (
        <Notice kind="error" icon="cross" onDismiss={() => setFailure(null)}>
          {failure}
        </Notice>
      )}
      {minted !== null && <FreshLink invite={minted} />}
      <h3>{trans.__('Links')}</h3>
      <InviteList
        invites={links}
        onRevoke={invite =>
          attempt(async () => {
            await invites.revoke(invite.id);
            setMinted(current => (current?.id === invite.id ? null : current));
          })
        }
      />
    </Modal>
  );
}

/** What the link is for, so that nobody sends one that they took for another. */
function FreshLink(props: { invite: IMintedInvite }): JSX.Element {
  const { invite } = props;
  const trans = useTrans();
  return (
    <section className="jpi-FreshLink" aria-label={trans.__('New link')}>
      <p className="jpi-FreshLink-facts">
        <strong>
          {
            {
              candidate: trans.__('Link for a candidate'),
              interviewer: trans.__('Link for an interviewer'),
              observer: trans.__('Link for an observer')
            }[invite.role]
          }
        </strong>{' '}
        <span>{inviteFacts(invite, Date.now(), trans)}</span>
      </p>
      {leadsOnlyHere(invite.url) && (
        <Notice kind="warning" icon="alert">
          {trans.__(
            'This link works on this computer only. Open Jupyter at an address that others can reach, or set c.InterviewApp.public_url to that address, and create the link again.'
          )}
        </Notice>
      )}
      <LinkField
        key={invite.id}
        url={invite.url}
        note={trans.__('Copy the link now. It is shown only this once.')}
        once
      />
    </section>
  );
}
