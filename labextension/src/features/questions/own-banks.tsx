/** The banks that somebody has uploaded for themselves, where a server takes any. */
import * as React from 'react';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Notice } from '../../ui/notice';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { bankName } from './bank-name';
import type { IQuestionDesk } from './question-desk';

export function OwnBanks(props: {
  desk: IQuestionDesk;
  banks: readonly string[];
  onChanged: () => void;
}): JSX.Element {
  const { desk, onChanged } = props;
  const trans = useTrans();
  const input = React.useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = React.useState(false);
  const [said, setSaid] = React.useState('');
  /** What cannot be used of the bank that was uploaded last. */
  const [problems, setProblems] = React.useState<readonly string[]>([]);
  const [failure, setFailure] = React.useState<string | null>(null);
  const [leaving, setLeaving] = React.useState<string | null>(null);
  const [replacing, setReplacing] = React.useState<File | null>(null);

  const attempt = async (act: () => Promise<string>): Promise<void> => {
    setBusy(true);
    setSaid('');
    setProblems([]);
    setFailure(null);
    try {
      setSaid(await act());
      onChanged();
    } catch (reason) {
      setFailure(sentence(reason, trans));
    } finally {
      setBusy(false);
    }
  };
  const upload = async (file: File): Promise<string> => {
    const bank = bankName(file.name);
    const { questions, problems: found } = await desk.upload(bank, file);
    setProblems(found);
    return trans._n(
      'One question is in your bank %2 now.',
      '%1 questions are in your bank %2 now.',
      questions.length,
      bank
    );
  };
  const choose = (file: File): void => {
    // Files of other names may become the same one, as those without Latin letters do.
    if (props.banks.includes(bankName(file.name))) {
      setReplacing(file);
    } else {
      void attempt(() => upload(file));
    }
  };
  const remove = async (bank: string): Promise<string> => {
    await desk.removeBank(bank);
    return trans.__('Your bank %1 is removed.', bank);
  };

  return (
    <div className="jpi-OwnBanks" role="group" aria-label={trans.__('Your banks')}>
      <Button
        label={trans.__('Upload a bank…')}
        icon="up"
        tooltip={trans.__(
          'A zip of a folder with questions, for you alone. Its file gives the bank its name; you are asked before it takes the place of another.'
        )}
        disabled={isBusy}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label={trans.__('Zip of a bank')}
        hidden
        onChange={event => {
          const [file] = event.target.files ?? [];
          // The same file can be chosen again.
          event.target.value = '';
          if (file !== undefined) {
            choose(file);
          }
        }}
      />
      {props.banks.map(bank => (
        <span key={bank} className="jpi-OwnBanks-bank">
          {bank}
          <Button
            label={trans.__('Remove')}
            accessibleName={trans.__('Remove your bank %1', bank)}
            icon="close"
            iconOnly
            look="quiet"
            disabled={isBusy}
            onClick={() => setLeaving(bank)}
          />
        </span>
      ))}
      <span role="status">{isBusy ? trans.__('One moment…') : said}</span>
      {problems.length > 0 && (
        <Notice kind="warning" icon="alert">
          <ul className="jpi-OwnBanks-problems">
            {problems.map((problem, index) => (
              <li key={index}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      {failure !== null && (
        <Notice kind="error" icon="alert">
          <p>{failure}</p>
        </Notice>
      )}
      {replacing !== null && (
        <ConfirmDialog
          question={{
            title: trans.__('Replace your bank %1?', bankName(replacing.name)),
            consequence: trans.__(
              '%1 takes the place of the bank that you have uploaded under this name. To keep both, give the file another name in Latin letters and digits.',
              replacing.name
            ),
            verb: trans.__('Replace'),
            danger: true,
            onConfirm: () => void attempt(() => upload(replacing))
          }}
          onClose={() => setReplacing(null)}
        />
      )}
      {leaving !== null && (
        <ConfirmDialog
          question={{
            title: trans.__('Remove your bank %1?', leaving),
            consequence: trans.__(
              'Its questions are not listed any more. Interviews that have them keep their copies.'
            ),
            verb: trans.__('Remove'),
            danger: true,
            onConfirm: () => void attempt(() => remove(leaving))
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
