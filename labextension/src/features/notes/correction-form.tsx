/** A later thought about what one has submitted: what it is by now, and why. The original stays. */
import { UUID } from '@lumino/coreutils';
import * as React from 'react';
import type { INote, OverallAnswer } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { ANSWERS, answerName } from './rubric-words';
import type { IRemarksView } from './use-remarks';

export type About =
  | { kind: 'answer' }
  | { kind: 'criterion'; id: string; words: { name: string; levels: readonly string[] } }
  | { kind: 'note'; note: INote };

const NOT_SEEN = 'not seen';

export function CorrectionForm(props: { about: About; view: IRemarksView }): JSX.Element {
  const { about, view } = props;
  const trans = useTrans();
  const [isOpen, setOpen] = React.useState(false);
  const [value, setValue] = React.useState(about.kind === 'note' ? about.note.text : '');
  const [reason, setReason] = React.useState('');
  // The same correction when it is sent again, because nobody knows whether it was kept.
  const id = React.useRef(UUID.uuid4());
  const choices = choicesOf(about, trans.__('Not seen'), answer => answerName(answer, trans));
  if (!isOpen) {
    return (
      <Button
        label={trans.__('Correct…')}
        accessibleName={
          about.kind === 'criterion' ? trans.__('Correct: %1', about.words.name) : undefined
        }
        look="quiet"
        className="jpi-mod-small"
        onClick={() => setOpen(true)}
      />
    );
  }
  const isReady = reason.trim() !== '' && (choices === null || value !== '');
  const send = async (): Promise<void> => {
    const body = { reason: reason.trim(), ...changeOf(about, value) };
    if (await view.change(['corrections', id.current], body)) {
      id.current = UUID.uuid4();
      setReason('');
      setOpen(false);
    }
  };
  return (
    <form
      className="jpi-Note-form"
      onSubmit={event => {
        event.preventDefault();
        if (isReady) {
          void send();
        }
      }}
    >
      {choices === null ? (
        <textarea
          className="jpi-Input"
          rows={2}
          maxLength={2000}
          value={value}
          autoFocus
          aria-label={trans.__('What the note should say')}
          onChange={({ target }) => setValue(target.value)}
        />
      ) : (
        <select
          className="jpi-Select"
          value={value}
          autoFocus
          aria-label={trans.__('What it is by now')}
          onChange={({ target }) => setValue(target.value)}
        >
          <option value="">{trans.__('What it is by now')}</option>
          {choices.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
      <textarea
        className="jpi-Input"
        rows={2}
        maxLength={2000}
        value={reason}
        aria-label={trans.__('The reason for the correction')}
        placeholder={trans.__('The reason')}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button
        type="submit"
        label={trans.__('Add the correction')}
        look="primary"
        className="jpi-mod-small"
        disabled={!isReady}
      />
      <Button
        label={trans.__('Cancel')}
        look="quiet"
        className="jpi-mod-small"
        onClick={() => setOpen(false)}
      />
    </form>
  );
}

function choicesOf(
  about: About,
  notSeen: string,
  named: (answer: OverallAnswer) => string
): [key: string, label: string][] | null {
  switch (about.kind) {
    case 'answer':
      return ANSWERS.map(answer => [answer, named(answer)]);
    case 'criterion':
      return [
        ...about.words.levels.map((words, index): [string, string] => [
          String(index + 1),
          `${index + 1} · ${words}`
        ]),
        [NOT_SEEN, notSeen]
      ];
    case 'note':
      return null;
  }
}

function changeOf(about: About, value: string): object {
  switch (about.kind) {
    case 'answer':
      return { answer: value };
    case 'criterion':
      return { criterion: about.id, level: value === NOT_SEEN ? null : Number(value) };
    case 'note':
      return { note: about.note.id, text: value.trim() };
  }
}
