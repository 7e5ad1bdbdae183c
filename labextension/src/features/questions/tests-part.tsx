/** The visible tests with their results, and what everybody may know of the hidden ones. */
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ICheck, IHiddenResult, IQuestion, Language } from '../../contract/protocol';
import { casesOf } from '../../runner/cases/case';
import type { ICase } from '../../runner/cases/case';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { Icon } from '../../ui/icons';
import { clockTime, fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { useConnection, useFiles, useQuestions, useRuns, useSession } from '../use-interview';
import { passedName } from '../wording';
import { failedOf, passedOf } from './known-results';
import type { IKnownResults } from './known-results';
import { MomentChoice } from './moment-choice';
import { momentOfCheck } from './moments';
import type { IQuestionView } from './question-view';
import { TestList } from './test-list';
import { brokenOff, whyNotSentence } from './test-words';

export interface ITestsPartProps {
  view: IQuestionView;
  question: IQuestion;
  language: Language;
  onPosition: (position: ICodePosition) => void;
}

export function TestsPart(props: ITestsPartProps): JSX.Element {
  const { question } = props;
  const questions = useQuestions();
  const trans = useTrans();
  return (
    <div className="jpi-Tests">
      <Side {...props} hidden={false} label={trans.__('Visible tests')} cases={casesOf(question)} />
      <HiddenTold result={questions.hiddenResult(question.id)} />
      {questions.side(question.id) === null && <HiddenStart {...props} />}
    </div>
  );
}

/** The tests of one side: what can be done with them, how many passed, and each of them. */
export function Side(
  props: ITestsPartProps & { hidden: boolean; label: string; cases: readonly ICase[] }
): JSX.Element {
  const { view, question, hidden, cases } = props;
  const questions = useQuestions();
  const session = useSession();
  const runs = useRuns();
  const files = useFiles();
  const trans = useTrans();
  const isOver = session.state === 'ended' && !session.can('look_back');
  const isOpen = useConnection().state !== 'closed' && !isOver;
  const known = view.known(question.id, hidden);
  const check = known?.check;
  const names = React.useMemo(() => files.folder.files.map(({ name }) => name), [files.folder]);
  const why = questions.whyNot(question.id, hidden, view.moment !== null);
  const isMine = questions.running !== null && questions.running.id === check?.id;
  const mayRun = isOpen && why !== 'not_allowed' && why !== 'no_cases';
  const failed = known === null ? [] : failedOf(known);
  const { makesChecks, chosen } = runs.location;
  const run = (onServer: boolean, only?: readonly number[]): void =>
    view.run({ hidden, onServer, cases: only, at: view.moment ?? undefined });
  const again = (only: readonly number[]): void => run(check?.source === 'server', only);
  if (cases.length === 0) {
    return (
      <p className="jpi-Muted">
        {hidden
          ? trans.__('This question has no hidden tests.')
          : trans.__('This question has no tests that everybody sees.')}
      </p>
    );
  }
  return (
    <>
      {mayRun && (
        <div className="jpi-Tests-bar">
          <MomentChoice moments={view.moments} chosen={view.moment} onChoose={view.lookBack} />
          <Button
            label={hidden ? trans.__('Run hidden tests') : trans.__('Run all')}
            accessibleName={hidden ? undefined : trans.__('Run all visible tests')}
            tooltip={why === null ? undefined : whyNotSentence(why, question, trans)}
            icon="tests"
            disabled={why !== null}
            onClick={() => run(!hidden && chosen === 'server')}
          />
          {hidden && makesChecks && (
            <Button
              label={trans.__('Run hidden tests on the server')}
              disabled={why !== null}
              onClick={() => run(true)}
            />
          )}
          {failed.length > 0 && failed.length < cases.length && (
            <Button
              label={trans.__('Run failing only')}
              disabled={why !== null}
              onClick={() => again(failed)}
            />
          )}
          {isMine && (
            <Button
              label={trans.__('Stop the tests')}
              icon="stop"
              onClick={() => questions.stopTests()}
            />
          )}
        </div>
      )}
      <Summary known={known} count={cases.length} view={view} />
      <p className="jpi-Tests-refused" role="status">
        {view.refused !== null && why !== null && whyNotSentence(why, question, trans)}
      </p>
      <TestList
        label={props.label}
        question={question}
        cases={cases}
        language={props.language}
        known={known}
        files={names}
        onPosition={props.onPosition}
        onRun={mayRun && why === null ? again : null}
      />
    </>
  );
}

/** How many passed, and who ran them when. */
function Summary(props: {
  known: IKnownResults | null;
  count: number;
  view: IQuestionView;
}): JSX.Element {
  const { known, count } = props;
  const trans = useTrans();
  if (known === null) {
    return <p className="jpi-Tests-summary jpi-Muted">{trans.__('Nobody has run them yet.')}</p>;
  }
  const { check, results } = known;
  const passed = passedOf(known);
  const isRunning = check.state === 'running';
  return (
    <div className="jpi-Tests-summary" data-passed={!isRunning && passed === count}>
      <strong>
        {isRunning
          ? trans.__('Running: %1 of %2', Math.min(results.size, count), count)
          : passedName(results.size || count, passed, trans)}
      </strong>
      {!isRunning && <Points check={check} isWhole={check.total === count} />}
      <Whose check={check} />
      {check.at !== undefined && (
        <span className="jpi-Tests-then">{momentOfCheck(check.at, props.view.moments, trans)}</span>
      )}
      {brokenOff(check, trans) !== null && <span>{brokenOff(check, trans)}</span>}
    </div>
  );
}

/** Told where a test counts more than another. */
function Points(props: { check: ICheck; isWhole: boolean }): JSX.Element | null {
  const { check, isWhole } = props;
  const trans = useTrans();
  return isWhole && check.of !== check.total && check.state === 'ended' ? (
    <span>{trans.__('%1 of %2 points', check.points, check.of)}</span>
  ) : null;
}

function Whose({ check }: { check: ICheck }): JSX.Element {
  const { user, file, source, startedAt } = check;
  const trans = useTrans();
  return (
    <span className="jpi-Tests-whose">
      <ColorDot color={user?.color} />
      <span>{user?.name ?? trans.__('Somebody')}</span>
      {file !== null && <code>{file}</code>}
      {source === 'server' && <span>{trans.__('server')}</span>}
      <time dateTime={startedAt} title={fullTime(startedAt)}>
        {clockTime(startedAt, Date.now())}
      </time>
    </span>
  );
}

/** What everybody was told of the hidden tests. */
export function HiddenTold({ result }: { result: IHiddenResult | null }): JSX.Element | null {
  const trans = useTrans();
  if (result === null) {
    return null;
  }
  return (
    <section className="jpi-Tests-hidden" aria-label={trans.__('Hidden tests')}>
      <p>
        <strong>{hiddenSentence(result, trans)}</strong>{' '}
        <time className="jpi-Muted" dateTime={result.at} title={fullTime(result.at)}>
          {clockTime(result.at, Date.now())}
        </time>
      </p>
      {result.cases.length > 0 && (
        <ul role="list" className="jpi-Tests-names">
          {result.cases.map(({ name, passed }, index) => (
            <li key={index} data-status={passed ? 'passed' : 'failed'}>
              <Icon name={passed ? 'check' : 'cross'} />
              <span>{name}</span>
              <span className="jpi-Muted">{passed ? trans.__('passed') : trans.__('failed')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function hiddenSentence({ passed, total }: IHiddenResult, trans: TranslationBundle): string {
  return trans.__('Hidden tests: %1 of %2 passed', passed, total);
}

/** Where the people who hold the interview let candidates start hidden tests. */
function HiddenStart({ view, question }: ITestsPartProps): JSX.Element | null {
  const questions = useQuestions();
  const session = useSession();
  const runs = useRuns();
  const trans = useTrans();
  const why = questions.whyNot(question.id, true);
  const isLet =
    session.settings.candidateChecks &&
    session.role === 'candidate' &&
    runs.location.makesChecks &&
    session.state === 'live';
  if (!isLet || why === 'no_cases' || why === 'not_allowed') {
    return null;
  }
  const isRunning = questions.running?.hidden === true;
  return (
    <div className="jpi-Tests-bar">
      <Button
        label={trans.__('Run hidden tests on the server')}
        tooltip={why === null ? undefined : whyNotSentence(why, question, trans)}
        icon="lock"
        disabled={why !== null}
        onClick={() => view.run({ hidden: true, onServer: true })}
      />
      <span role="status">{isRunning && trans.__('The hidden tests are running…')}</span>
    </div>
  );
}
