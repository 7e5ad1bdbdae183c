/** What had been run and tested by a moment, with what was printed by then. */
import * as React from 'react';
import type { IRun } from '../../contract/protocol';
import type { ICodePosition } from '../editor/code-positions';
import { RunError } from '../output/run-error';
import { RunHeader } from '../output/run-header';
import { RunOutput } from '../output/run-output';
import type { Playback } from '../../playback/playback';
import type { ICheckThen, IRunThen } from '../../playback/runs-then';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { Icon } from '../../ui/icons';
import { useStickToNewest } from '../../ui/stick-to-newest';
import { useTrans } from '../../ui/translation';
import { hasFailedTests, outcomeOf, passedName } from '../wording';
import type { ILookBackSource } from './look-back-source';
import type { IOwnTry } from './own-try';
import { drawnRun } from './runs-words';
import { useWholeRun, WholeRun } from './whole-run';
import { personName, questionTitle } from './words';

export interface IOutputThenProps {
  playback: Playback;
  runs: readonly IRunThen[];
  checks: readonly ICheckThen[];
  files: readonly string[];
  /** All that a run has printed; null where only the recording is there. */
  wholeRun: ILookBackSource['wholeRun'];
  ownTry: IOwnTry | null;
  onEndTry: () => void;
  onPosition: (position: ICodePosition) => void;
  onCopy: (text: string) => void;
}

export const OutputThen = React.memo((props: IOutputThenProps): JSX.Element => {
  const { playback, runs, checks, ownTry } = props;
  const trans = useTrans();
  const stick = useStickToNewest(runs, false);
  const [collapsed, setCollapsed] = React.useState<ReadonlySet<string>>(() => new Set());
  const toggle = React.useCallback(
    (id: string) =>
      setCollapsed(before => {
        const after = new Set(before);
        return after.delete(id) ? after : after.add(id);
      }),
    []
  );
  const all = React.useMemo(
    () =>
      [
        ...runs.map(run => ({ seq: run.run.seq, run, check: null })),
        ...checks.map(check => ({ seq: check.check.seq, run: null, check }))
      ].sort((one, other) => one.seq - other.seq),
    [runs, checks]
  );
  return (
    <div className="jpi-OutputThen">
      {ownTry && <OwnTry {...props} ownTry={ownTry} />}
      <div
        className="jpi-Output-scroll"
        ref={stick.ref}
        onScroll={stick.onScroll}
        tabIndex={0}
        role="group"
        aria-label={trans.__('Runs')}
      >
        {all.length === 0 && (
          <div className="jpi-Output-empty">
            <p>{trans.__('Nothing had been run by then.')}</p>
          </div>
        )}
        <ol className="jpi-Output-runs" role="list">
          {all.map(({ run, check }) =>
            run !== null ? (
              <RunThen
                key={run.run.id}
                playback={playback}
                then={run}
                files={props.files}
                wholeRun={props.wholeRun}
                collapsed={collapsed.has(run.run.id)}
                onToggle={toggle}
                onPosition={props.onPosition}
                onCopy={props.onCopy}
              />
            ) : (
              <CheckThen key={check.check.id} playback={playback} then={check} />
            )
          )}
        </ol>
      </div>
    </div>
  );
});
OutputThen.displayName = 'OutputThen';

const RunThen = React.memo(
  (props: {
    playback: Playback;
    then: IRunThen;
    files: readonly string[];
    wholeRun: ILookBackSource['wholeRun'];
    collapsed: boolean;
    onToggle: (id: string) => void;
    onPosition: (position: ICodePosition) => void;
    onCopy: (text: string) => void;
  }): JSX.Element => {
    const { playback, then, collapsed, wholeRun } = props;
    const whole = useWholeRun(wholeRun, then.run.id);
    const run = React.useMemo(() => {
      const drawn = drawnRun(playback, then);
      const printed = then.hasEnded ? whole.shown : null;
      return printed === null
        ? drawn
        : { ...drawn, outputs: printed.outputs, truncated: printed.truncated };
    }, [playback, then, whole.shown]);
    const hasMore = wholeRun !== null && then.hasEnded && then.run.isCut;
    return (
      <li
        className="jpi-Run"
        data-state={run.state}
        data-failed={hasFailedTests(outcomeOf(run))}
        data-collapsed={collapsed}
      >
        <RunHeader
          run={run}
          collapsed={collapsed}
          onToggle={props.onToggle}
          tellsLocation={false}
          onCopy={props.onCopy}
          onStop={null}
        />
        {!collapsed && (
          <RunBody run={run} files={props.files} onPosition={props.onPosition}>
            {hasMore && <WholeRun whole={whole} />}
          </RunBody>
        )}
      </li>
    );
  }
);
RunThen.displayName = 'RunThen';

function RunBody(props: {
  /** Stands behind what was printed. */
  children?: React.ReactNode;
  run: IRun;
  files: readonly string[];
  onPosition: (position: ICodePosition) => void;
}): JSX.Element {
  const { run, files } = props;
  const trans = useTrans();
  const isSilent = run.outputs.length === 0 && run.error === null && run.tests.length === 0;
  return (
    <>
      <RunOutput run={run} />
      {props.children}
      {run.error !== null && (
        <RunError text={run.error} files={files} onPosition={props.onPosition} />
      )}
      {run.tests.length > 0 && (
        <div className="jpi-Run-tests">
          <ul role="list" aria-label={trans.__('Tests')}>
            {run.tests.map(({ name, passed }, index) => (
              <li key={index} className="jpi-Run-test" data-passed={passed}>
                <Icon name={passed ? 'check' : 'cross'} />
                <span className="jpi-Run-testName">{name}</span>
                <span className="jpi-Run-fact">
                  {passed ? trans.__('passed') : trans.__('failed')}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {isSilent && run.state === 'ok' && !run.truncated && (
        <p className="jpi-Run-note">{trans.__('Nothing was printed.')}</p>
      )}
    </>
  );
}

function CheckThen(props: { playback: Playback; then: ICheckThen }): JSX.Element {
  const { playback, then } = props;
  const { check, hasEnded } = then;
  const trans = useTrans();
  const { [check.who]: person } = playback.recording.people;
  return (
    <li className="jpi-Run" data-state={hasEnded ? 'ok' : 'running'}>
      <div className="jpi-Run-header">
        <span className="jpi-Run-group">
          <ColorDot color={person?.color ?? undefined} />
          <span className="jpi-Run-author">{personName(playback, check.who, trans)}</span>
          <span className="jpi-Run-fact">
            {check.hidden ? trans.__('Hidden tests') : trans.__('Visible tests')}
            {' · '}
            {questionTitle(playback, check.question, trans)}
          </span>
        </span>
        <span className="jpi-Run-state">
          <Icon name={hasEnded ? 'tests' : 'refresh'} />
          {hasEnded ? passedName(check.cases.length, check.passed, trans) : trans.__('Running')}
        </span>
      </div>
    </li>
  );
}

/** What this person has run of a moment; nobody else sees it, and nothing keeps it. */
function OwnTry(props: IOutputThenProps & { ownTry: IOwnTry }): JSX.Element {
  const { ownTry, files, onPosition } = props;
  const trans = useTrans();
  return (
    <section className="jpi-OwnTry" aria-label={trans.__('Your own run')}>
      <header className="jpi-OwnTry-header">
        <Icon name={ownTry.run.state === 'running' ? 'refresh' : 'play'} />
        <strong>{trans.__('Your own run of %1', ownTry.clock)}</strong>
        <span className="jpi-Muted">
          {trans.__('Nobody else sees it, and it is not recorded.')}
        </span>
        <Button
          label={ownTry.run.state === 'running' ? trans.__('Stop') : trans.__('Close')}
          icon={ownTry.run.state === 'running' ? 'stop' : 'close'}
          iconOnly
          look="quiet"
          className="jpi-mod-small"
          onClick={props.onEndTry}
        />
      </header>
      <div className="jpi-OwnTry-body">
        <RunBody run={ownTry.run} files={files} onPosition={onPosition} />
      </div>
    </section>
  );
}
