/**
 * Copies of an interview that has ended: its owner lets candidates fetch what everybody could see, and
 * candidates fetch it.
 */
import * as React from 'react';
import type { RecordedForm } from '../../model/ports';
import { Button } from '../../ui/button';
import { placeLocale } from '../../ui/locale';
import { Modal } from '../../ui/modal';
import { Notice } from '../../ui/notice';
import { dateAndTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { usePeople, useSession } from '../use-interview';
import { useAttempt } from './use-attempt';

const DAY_MS = 24 * 3600 * 1000;

/** A button for the owner, which says who fetches what and asks until when. */
export function ReleaseCopies(): JSX.Element | null {
  const session = useSession();
  const trans = useTrans();
  const [isOpen, setOpen] = React.useState(false);
  if (!session.can('release')) {
    return null;
  }
  return (
    <>
      <Button label={trans.__('Copy for candidates…')} onClick={() => setOpen(true)} />
      {isOpen && (
        <Modal
          title={trans.__('Copy for candidates')}
          onClose={() => setOpen(false)}
          className="jpi-mod-small"
        >
          <ReleaseForm />
        </Modal>
      )}
    </>
  );
}

/** Until when candidates may fetch their copy: to be chosen, or to be taken back. */
export function ReleaseForm(): JSX.Element {
  const session = useSession();
  const { list } = usePeople();
  const trans = useTrans();
  const [day, setDay] = React.useState(() => dayIn(session.releaseDays));
  const { failure, said, attempt } = useAttempt();
  const candidates = list.filter(({ role, waiting }) => role === 'candidate' && !waiting);
  const now = Date.now();
  const until = isToCome(session.releasedUntil, now) ? session.releasedUntil : null;
  const over = until === null ? session.releasedUntil : null;
  return (
    <>
      <p>
        {trans.__(
          'Candidates download what everybody could see: the recording, the runs, the files. Notes, scores, hidden tests and what was noted of people are not in it.'
        )}
      </p>
      <p>
        {candidates.length === 0
          ? trans.__('No candidate is in this interview, so nobody has a copy.')
          : trans.__('Who may have one: %1.', names(candidates))}
      </p>
      <p>
        {trans.__(
          'They find it at their link, in the browser in which they joined. Reopening the interview takes it back.'
        )}
      </p>
      {failure !== null && (
        <Notice kind="error" icon="cross">
          {failure}
        </Notice>
      )}
      <p>
        {until !== null
          ? trans.__('Released until %1.', dateAndTime(until))
          : over !== null
            ? trans.__('Was released until %1.', dateAndTime(over))
            : trans.__('Not released.')}
      </p>
      <label className="jpi-Field">
        {trans.__('Until the end of')}
        <input
          className="jpi-Input"
          type="date"
          min={dayIn(0)}
          max={dayIn(session.releaseDaysMost - 1)}
          value={day}
          onChange={event => setDay(event.target.value)}
        />
      </label>
      <div className="jpi-TakeAway-ways">
        <Button
          label={until === null ? trans.__('Release') : trans.__('Change the date')}
          look="primary"
          disabled={day === ''}
          onClick={() => attempt(session.release(endOf(day)), trans.__('Released.'))}
        />
        {until !== null && (
          <Button
            label={trans.__('Take back')}
            onClick={() => attempt(session.release(null), trans.__('Taken back.'))}
          />
        )}
      </div>
      <p role="status" className="jpi-TakeAway-said">
        {said}
      </p>
    </>
  );
}

/** What a candidate may fetch of an interview that has ended, and until when. */
export function OwnCopy(): JSX.Element | null {
  const session = useSession();
  const trans = useTrans();
  const { failure, said, save } = useAttempt();
  const until = session.copyUntil;
  if (session.state !== 'ended' || until === null || !isToCome(until, Date.now())) {
    return null;
  }
  const forms: [RecordedForm, string][] = [
    ['player', trans.__('Download a player')],
    ['report', trans.__('Download a report')],
    ['ipynb', trans.__('Download a notebook')],
    ['recording', trans.__('Download the recording')]
  ];
  return (
    <section className="jpi-OwnCopy" aria-label={trans.__('Your copy')}>
      <p>
        {trans.__(
          'There is a copy of this interview for you until %1. It has what everybody in it could see.',
          dateAndTime(until)
        )}
      </p>
      <div className="jpi-TakeAway-ways">
        {forms.map(([form, label]) => (
          <Button key={form} label={label} onClick={() => save(form, 'everybody')} />
        ))}
      </div>
      <p role="status">{failure ?? said}</p>
    </section>
  );
}

function isToCome(until: string | null, now: number): boolean {
  return until !== null && Date.parse(until) > now;
}

function names(people: readonly { name: string }[]): string {
  return new Intl.ListFormat(placeLocale()).format(people.map(({ name }) => name));
}

/** The day in so many days here, as a field for dates has it. */
function dayIn(days: number): string {
  const date = new Date(Date.now() + days * DAY_MS);
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`;
}

/** The end of a day here. */
function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
