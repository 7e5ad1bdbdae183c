/** The form for a new link: its role, its time, how many may use it, and for whom it is. */
import * as React from 'react';
import type { INewInvite } from '../../contract/protocol';
import { LONGEST_NAME } from '../../model/people/names';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { DAY_SECONDS } from './invite-actions';

const HOUR = 3600;
const USES = [1, 2, 5, 10, 30, 100];

export function NewLink(props: {
  onCreate: (options: INewInvite) => Promise<void>;
  /** Another link than the one that was made last is being chosen. */
  onChange: () => void;
}): JSX.Element {
  const trans = useTrans();
  const [wanted, setWanted] = React.useState<INewInvite>({
    role: 'candidate',
    expiresIn: DAY_SECONDS,
    maxUses: null,
    label: null
  });
  const [busy, setBusy] = React.useState(false);
  const want = (change: Partial<INewInvite>): void => {
    setWanted({ ...wanted, ...change });
    props.onChange();
  };
  return (
    <form
      className="jpi-Share-form"
      onSubmit={event => {
        event.preventDefault();
        if (!busy) {
          setBusy(true);
          const label = wanted.label?.trim() || null;
          void props.onCreate({ ...wanted, label }).finally(() => setBusy(false));
        }
      }}
    >
      <label className="jpi-Field">
        {trans.__('Role')}
        <select
          className="jpi-Select"
          value={wanted.role}
          onChange={event => want({ role: event.target.value as INewInvite['role'] })}
        >
          <option value="candidate">{trans.__('Candidate: edits and runs')}</option>
          <option value="interviewer">{trans.__('Interviewer: helps you to conduct it')}</option>
          <option value="observer">{trans.__('Observer: only watches')}</option>
        </select>
      </label>
      <label className="jpi-Field">
        {trans.__('Valid for')}
        <select
          className="jpi-Select"
          value={wanted.expiresIn}
          onChange={event => want({ expiresIn: Number(event.target.value) })}
        >
          <option value={HOUR}>{trans.__('1 hour')}</option>
          <option value={DAY_SECONDS}>{trans.__('24 hours')}</option>
          <option value={7 * DAY_SECONDS}>{trans.__('7 days')}</option>
          <option value={30 * DAY_SECONDS}>{trans.__('30 days')}</option>
        </select>
      </label>
      <label className="jpi-Field">
        {trans.__('Can be used by')}
        <select
          className="jpi-Select"
          value={wanted.maxUses ?? ''}
          onChange={event => want({ maxUses: Number(event.target.value) || null })}
        >
          <option value="">{trans.__('Any number of people')}</option>
          {USES.map(most => (
            <option key={most} value={most}>
              {trans._n('%1 person', '%1 people', most)}
            </option>
          ))}
        </select>
      </label>
      <label className="jpi-Field">
        {trans.__('Label')}
        <input
          className="jpi-Input"
          type="text"
          maxLength={LONGEST_NAME}
          autoComplete="off"
          placeholder={trans.__('A note for you alone')}
          value={wanted.label ?? ''}
          onChange={event => want({ label: event.target.value })}
        />
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
