/** One run: who ran what, how it went, and what it printed. */
import * as React from 'react';
import { mainName } from '../../contract/languages';
import type { IQuestion } from '../../model/runs/live-runs';
import { STOPPED_SENTENCE } from '../../runner/limits';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { endSentence } from '../sentences';
import { hasFailedTests, outcomeOf } from '../wording';
import type { QuestionFocus } from './question-focus';
import { RunError } from './run-error';
import { RunHeader } from './run-header';
import type { IRunHeaderProps } from './run-header';
import { RunOutput } from './run-output';
import { RunQuestion } from './run-question';
import { RunTests } from './run-tests';

export interface IRunEntryProps extends IRunHeaderProps {
  /** Set while it is my own and waits for a line of input. */
  question: IQuestion | null;
  focus: QuestionFocus;
  onAnswer: (line: string | null) => void;
  /** The names of the interview's files. */
  files: readonly string[];
  onPosition: (position: ICodePosition) => void;
}

/** Relies on the model: a run that changed is a new object. */
export const RunEntry = React.memo((props: IRunEntryProps): JSX.Element => {
  const { run, collapsed } = props;
  const trans = useTrans();
  const silent = run.outputs.length === 0 && run.error === null && run.tests.length === 0;
  return (
    <li
      className="jpi-Run"
      data-state={run.state}
      data-failed={hasFailedTests(outcomeOf(run))}
      data-collapsed={collapsed && props.question === null}
    >
      <RunHeader {...props} />
      {!collapsed && <RunOutput run={run} />}
      {props.question !== null && (
        <RunQuestion question={props.question} focus={props.focus} onAnswer={props.onAnswer} />
      )}
      {!collapsed && <RunEnd run={run} files={props.files} onPosition={props.onPosition} />}
      {!collapsed && run.tests.length > 0 && <RunTests tests={run.tests} />}
      {!collapsed && silent && run.state === 'ok' && !run.truncated && (
        <p className="jpi-Run-note">{trans.__('Nothing was printed.')}</p>
      )}
    </li>
  );
});
RunEntry.displayName = 'RunEntry';

/** The message of a run's end: a mistake in the code, or why the run was cut short. */
function RunEnd(props: Pick<IRunEntryProps, 'run' | 'files' | 'onPosition'>): JSX.Element | null {
  const { run, files } = props;
  const { state, error } = run;
  const places = React.useMemo(() => {
    const ran = run.program?.files.map(({ name }) => name) ?? [mainName(run.language)];
    return ran.filter(name => files.includes(name));
  }, [run, files]);
  const trans = useTrans();
  if (state === 'lost') {
    return (
      <p className="jpi-Run-note">
        {trans.__('The browser that ran it went away before it could tell the end.')}
      </p>
    );
  }
  // The header says so, in the language of the page.
  if (error === null || error === STOPPED_SENTENCE) {
    return null;
  }
  if (state === 'timeout' || state === 'stopped') {
    return <p className="jpi-Run-note">{endSentence(error, trans)}</p>;
  }
  return <RunError text={endSentence(error, trans)} files={places} onPosition={props.onPosition} />;
}
