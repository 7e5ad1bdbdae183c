/** The form for a new link: its role, its time, how many may use it, and for whom it is. */
import * as React from 'react';
import type { INewInvite } from '../../contract/protocol';
import { LONGEST_NAME } from '../../model/people/names';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
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
  // The field itself has it: it may be filled in without events that React hears.
  const label = React.useRef<HTMLInputElement>(null);
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
          const written = label.current?.value.trim() || null;
          void props.onCreate({ ...wanted, label: written }).finally(() => setBusy(false));
        }
      }}
    >
      <SelectField<INewInvite['role']>
        label={trans.__('Role')}
        value={wanted.role}
        options={[
          ['candidate', trans.__('Candidate: edits and runs')],
          ['interviewer', trans.__('Interviewer: helps you to conduct it')],
          ['observer', trans.__('Observer: only watches')]
        ]}
        onChange={role => want({ role })}
      />
      <SelectField
        label={trans.__('Valid for')}
        value={`${wanted.expiresIn}`}
        options={[
          [`${HOUR}`, trans.__('1 hour')],
          [`${DAY_SECONDS}`, trans.__('24 hours')],
          [`${7 * DAY_SECONDS}`, trans.__('7 days')],
          [`${30 * DAY_SECONDS}`, trans.__('30 days')]
        ]}
        onChange={seconds => want({ expiresIn: Number(seconds) })}
      />
      <SelectField
        label={trans.__('Can be used by')}
        value={`${wanted.maxUses ?? ''}`}
        options={[
          ['', trans.__('Any number of people')],
          ...USES.map(most => [`${most}`, trans._n('%1 person', '%1 people', most)] as const)
        ]}
        onChange={most => want({ maxUses: Number(most) || null })}
      />
      <label className="jpi-Field">
        {trans.__('Label')}
        <input
          ref={label}
          className="jpi-Input"
          type="text"
          maxLength={LONGEST_NAME}
          autoComplete="off"
          placeholder={trans.__('A note for you alone')}
          onChange={props.onChange}
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
