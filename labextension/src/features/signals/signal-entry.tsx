/** One thing that was noted, and what its person says of it. */
import * as React from 'react';
import type { INoted } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { exactTime, fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useFiles, useSignals } from '../use-interview';
import { signalDetail, signalSentence } from './signal-words';

/** So long after it was noted one may say something of it, in milliseconds. */
const ANSWER_MS = 24 * 3600 * 1000;
/** By the server's limit. */
const LONGEST = 300;

export function SignalEntry(props: {
  signal: INoted;
  isOwn: boolean;
  namesPeople: boolean;
}): JSX.Element {
  const { signal, isOwn } = props;
  const { answer } = signal;
  const files = useFiles();
  const trans = useTrans();
  const [isAnswering, setAnswering] = React.useState(false);
  const file = signal.file === null ? null : (files.get(signal.file)?.name ?? null);
  const detail = signalDetail(signal, file, trans);
  const mayAnswer = isOwn && Date.now() - Date.parse(signal.at) < ANSWER_MS;
  return (
    <li className="jpi-Signal">
      <p className="jpi-Signal-words">
        <time className="jpi-Muted" dateTime={signal.at} title={fullTime(signal.at)}>
          {exactTime(signal.at)}
        </time>{' '}
        {props.namesPeople && <strong>{signal.user.name}: </strong>}
        {signalSentence(signal, trans)}
        {detail !== '' && <span className="jpi-Muted"> ({detail})</span>}
      </p>
      {answer !== null && !isAnswering && (
        <p className="jpi-Signal-answer">
          {answer.fromAi && <strong>{trans.__('From AI, by their own word.')} </strong>}
          {answer.text !== '' && trans.__('“%1”', answer.text)}
        </p>
      )}
      {isAnswering ? (
        <AnswerForm signal={signal} onDone={() => setAnswering(false)} />
      ) : (
        mayAnswer && (
          <Button
            look="quiet"
            label={answer === null ? trans.__('Say what it was') : trans.__('Say it otherwise')}
            onClick={() => setAnswering(true)}
          />
        )
      )}
    </li>
  );
}

function AnswerForm(props: { signal: INoted; onDone: () => void }): JSX.Element {
  const { signal, onDone } = props;
  const signals = useSignals();
  const trans = useTrans();
  // The field itself has the text: it may be filled in without events that React hears.
  const field = React.useRef<HTMLInputElement>(null);
  const box = React.useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = React.useState(false);
  const [failure, setFailure] = React.useState<string | null>(null);
  React.useEffect(() => field.current?.focus(), []);

  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const text = field.current?.value ?? '';
      await signals.answer(signal.id, text, box.current?.checked ?? false);
      onDone();
    } catch (reason) {
      setFailure(sentence(reason, trans));
      setBusy(false);
    }
  };

  return (
    <form
      className="jpi-Signal-form"
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy) {
          void save();
        }
      }}
    >
      <label className="jpi-Field">
        {trans.__('What it was, in a sentence')}
        <input
          ref={field}
          className="jpi-Input"
          type="text"
          autoComplete="off"
          maxLength={LONGEST}
          defaultValue={signal.answer?.text ?? ''}
        />
      </label>
      {signal.kind === 'insert' && (
        <label className="jpi-Signals-box">
          <input ref={box} type="checkbox" defaultChecked={signal.answer?.fromAi ?? false} />
          {trans.__('This is from AI')}
        </label>
      )}
      <p role="alert" className="jpi-Signal-problem">
        {failure}
      </p>
      <div className="jpi-Signal-actions">
        <Button type="submit" look="primary" label={trans.__('Save')} disabled={isBusy} />
        <Button label={trans.__('Cancel')} onClick={onDone} />
      </div>
    </form>
  );
}
