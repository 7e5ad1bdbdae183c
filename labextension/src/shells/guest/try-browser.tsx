/** Runs one line in the sandbox, so that somebody knows before the interview that code runs here. */
import * as React from 'react';
import type { Language } from '../../contract/protocol';
import { RunnerStatus } from '../../features/output/runner-status';
import { duration, languageName } from '../../features/wording';
import type { IRunHandle, IRunner, IRunOutcome, IRunRequest } from '../../model/ports';
import { runLanguage } from '../../model/runs/run-language';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { useTrans } from '../../ui/translation';

const LINE: Readonly<Partial<Record<Language, string>>> = {
  javascript: "console.log('ready')",
  typescript: "const word: string = 'ready'; console.log(word)",
  python: "print('ready')"
};

export interface ITryBrowserProps {
  language: Language;
  /** The one with which the interview goes on. */
  runner: () => IRunner;
}

/** Null for a language that does not run here, of which there is nothing to try. */
export function TryBrowser(props: ITryBrowserProps): JSX.Element | null {
  const language = runLanguage(props.language);
  const code = LINE[props.language];
  return language === null || code === undefined ? null : (
    <Try language={language} code={code} runner={props.runner} />
  );
}

function Try(props: {
  language: IRunRequest['language'];
  code: string;
  runner: () => IRunner;
}): JSX.Element {
  const { language, code } = props;
  const trans = useTrans();
  const [running, setRunning] = React.useState<IRunHandle | null>(null);
  const [outcome, setOutcome] = React.useState<IRunOutcome | null>(null);

  React.useEffect(() => () => running?.stop(), [running]);

  const run = async (): Promise<void> => {
    setOutcome(null);
    const handle = props.runner().run({ language, code, onOutput: () => undefined });
    setRunning(handle);
    setOutcome(await handle.finished);
    setRunning(null);
  };

  return (
    <div className="jpi-TryBrowser">
      <Button
        label={trans.__('Check that code runs here')}
        icon="play"
        disabled={running !== null}
        onClick={() => void run()}
      />
      <div className="jpi-TryBrowser-outcome" role="status">
        {running !== null && <Progress {...{ language }} runner={props.runner()} />}
        {outcome?.state === 'ok' && (
          <span className="jpi-mod-good">
            <Icon name="check" />
            {trans.__(
              '%1 runs in this browser (%2).',
              languageName(language),
              duration(outcome.durationMs)
            )}
          </span>
        )}
        {outcome !== null && outcome.state !== 'ok' && (
          <span className="jpi-mod-bad">
            <Icon name="alert" />
            <span>
              {trans.__(
                '%1 does not run in this browser. You can join and write all the same, or try another browser.',
                languageName(language)
              )}
              {outcome.error !== null && (
                <span className="jpi-TryBrowser-reason">{outcome.error}</span>
              )}
            </span>
          </span>
        )}
      </div>
    </div>
  );
}

function Progress(props: { language: IRunRequest['language']; runner: IRunner }): JSX.Element {
  const { language, runner } = props;
  const trans = useTrans();
  const [status, setStatus] = React.useState(() => runner.status(language));
  React.useEffect(() => {
    const changed = (): void => setStatus(runner.status(language));
    runner.statusChanged.connect(changed);
    changed();
    return () => void runner.statusChanged.disconnect(changed);
  }, [runner, language]);
  return status.phase === 'loading' ? (
    <RunnerStatus {...{ status, language }} />
  ) : (
    <span>{trans.__('Running…')}</span>
  );
}
