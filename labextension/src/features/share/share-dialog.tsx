/** Makes links that let people in without an account, shows each once, lists and revokes them. */
import * as React from 'react';
import type { IInvite, IMintedInvite, InviteRole } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { LinkField } from '../../ui/link-field';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../wording';
import { DAY_SECONDS, type IInviteActions } from './invite-actions';
import { InviteList } from './invite-list';

export interface IShareDialogProps {
  /** Of the interview. */
  title: string;
  invites: IInviteActions;
  onClose: () => void;
}

const HOUR = 3600;

export function ShareDialog(props: IShareDialogProps): JSX.Element {
  const trans = useTrans();
  const { invites } = props;
  const [links, setLinks] = React.useState<readonly IInvite[] | null>(null);
  const [minted, setMinted] = React.useState<IMintedInvite | null>(null);
  const [failure, setFailure] = React.useState<string | null>(null);

  const attempt = React.useCallback(
    async (action: () => Promise<void>): Promise<void> => {
      try {
        await action();
        setLinks(await invites.list());
        setFailure(null);
      } catch (reason) {
        setFailure(sentence(reason));
      }
    },
    [invites]
  );

  React.useEffect(() => {
    void attempt(() => Promise.resolve());
  }, [attempt]);

  return (
    <Modal title={trans.__('Share “%1”', props.title)} onClose={props.onClose}>
      <p className="jpi-Share-intro">
        {trans.__('Whoever opens the link can join this interview, without an account.')}
      </p>
      <NewLink
        onCreate={options => attempt(async () => setMinted(await invites.create(options)))}
      />
      {failure !== null && (
        <Notice kind="error" icon="cross" onDismiss={() => setFailure(null)}>
          {failure}
        </Notice>
      )}
      {minted !== null && (
        <LinkField
          key={minted.id}
          url={minted.url}
          note={trans.__('Copy the link now. It is shown only this once.')}
          once
        />
      )}
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

function NewLink(props: {
  onCreate: (options: { role: InviteRole; expiresIn: number }) => Promise<void>;
}): JSX.Element {
  const trans = useTrans();
  const [role, setRole] = React.useState<InviteRole>('candidate');
  const [expiresIn, setExpiresIn] = React.useState(DAY_SECONDS);
  const [busy, setBusy] = React.useState(false);
  return (
    <form
      className="jpi-Share-form"
      onSubmit={event => {
        event.preventDefault();
        setBusy(true);
        void props.onCreate({ role, expiresIn }).finally(() => setBusy(false));
      }}
    >
      <label className="jpi-Field">
        {trans.__('Role')}
        <select
          className="jpi-Select"
          value={role}
          onChange={event => setRole(event.target.value as InviteRole)}
        >
          <option value="candidate">{trans.__('Candidate: edits and runs')}</option>
          <option value="interviewer">{trans.__('Interviewer: helps you to hold it')}</option>
          <option value="observer">{trans.__('Observer: only watches')}</option>
        </select>
      </label>
      <label className="jpi-Field">
        {trans.__('Works for')}
        <select
          className="jpi-Select"
          value={expiresIn}
          onChange={event => setExpiresIn(Number(event.target.value))}
        >
          <option value={HOUR}>{trans.__('1 hour')}</option>
          <option value={DAY_SECONDS}>{trans.__('24 hours')}</option>
          <option value={7 * DAY_SECONDS}>{trans.__('7 days')}</option>
          <option value={30 * DAY_SECONDS}>{trans.__('30 days')}</option>
        </select>
      </label>
      <Button
        type="submit"
        label={trans.__('Create link')}
        icon="link"
        look="primary"
        disabled={busy}
      />
    </form>
  );
}
