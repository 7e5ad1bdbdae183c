/** The rules of the interview, where hosts choose them. Everybody is told of each change. */
import * as React from 'react';
import type { Settings } from '../../contract/generated-settings';
import { Button } from '../../ui/button';
import { SelectField } from '../../ui/select-field';
import { useTrans } from '../../ui/translation';
import { useSession } from '../use-interview';
import { aiOptions } from './ai-options';

/** By the contract. */
const LONGEST = 300;

export function PolicyForm({ onDo }: { onDo: (change: Promise<void>) => void }): JSX.Element {
  const session = useSession();
  const { ai, aiSentence } = session.settings;
  const trans = useTrans();
  const words = React.useRef<HTMLInputElement>(null);
  const box = (name: 'noteInserts' | 'noteAway', label: string): JSX.Element | null =>
    session.canSet(name) ? (
      <label className="jpi-Signals-box">
        <input
          type="checkbox"
          checked={session.settings[name]}
          onChange={event => onDo(session.set({ [name]: event.target.checked }))}
        />
        {label}
      </label>
    ) : null;
  return (
    <div className="jpi-Signals-rules">
      {session.keptBy === 'server' && (
        <p>
          {trans.__(
            'Whoever opens a link reads this before joining, and everybody here reads changes.'
          )}
        </p>
      )}
      <SelectField<Settings['ai']>
        label={trans.__('Help by AI')}
        value={ai}
        options={aiOptions(trans)}
        onChange={chosen => onDo(session.set({ ai: chosen }))}
      />
      <form
        className="jpi-Signals-sentence"
        onSubmit={event => {
          event.preventDefault();
          onDo(session.set({ aiSentence: words.current?.value ?? '' }));
        }}
      >
        <label className="jpi-Field">
          {trans.__('A sentence of your own about it')}
          <input
            ref={words}
            key={aiSentence}
            className="jpi-Input"
            type="text"
            autoComplete="off"
            maxLength={LONGEST}
            defaultValue={aiSentence}
          />
        </label>
        <Button type="submit" label={trans.__('Save')} />
      </form>
      {box('noteInserts', trans.__('Note when much text comes in one change'))}
      {box('noteAway', trans.__('Note when candidates are away from the page'))}
    </div>
  );
}
