/** What somebody tries in a dialog, and what became of the last thing, in words. */
import * as React from 'react';
import type { RecordedForm, TakenFor, TakenForm } from '../../model/ports';
import { download } from '../../ui/download';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import { useSession } from '../use-interview';

interface IAttempts {
  readonly failure: string | null;
  readonly said: string | null;
  readonly attempt: (what: Promise<void>, done: string) => void;
  /** Gives the interview to the browser as a file. */
  readonly save: (form: TakenForm | RecordedForm, audience: TakenFor) => void;
}

export function useAttempt(): IAttempts {
  const session = useSession();
  const trans = useTrans();
  const [failure, setFailure] = React.useState<string | null>(null);
  const [said, setSaid] = React.useState<string | null>(null);
  const told = (failed: string | null, done: string | null): void => {
    setFailure(failed);
    setSaid(done);
  };
  const attempt = (what: Promise<void>, done: string): void => {
    what.then(
      () => told(null, done),
      reason => told(sentence(reason, trans), null)
    );
  };
  const save = (form: TakenForm | RecordedForm, audience: TakenFor): void =>
    attempt(
      session.takeAway(form, audience).then(({ name, content }) => download(content, name)),
      trans.__('Given to your browser as a download.')
    );
  return { failure, said, attempt, save };
}
