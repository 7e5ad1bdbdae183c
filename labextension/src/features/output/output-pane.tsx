/** The runs of everyone, and what one can do with them. */
import * as React from 'react';
import type { IRun, Language } from '../../contract/protocol';
import type { IQuestion } from '../../model/runs/live-runs';
import type { RunLocation } from '../../model/runs/server-runs';
import type { IRunnerStatus } from '../../runner/types';
import { Button } from '../../ui/button';
import { useStickToNewest } from '../../ui/stick-to-newest';
import { useTrans } from '../../ui/translation';
import type { ICodePosition } from '../editor/code-positions';
import { OutputTools } from './output-tools';
import { useOutputView } from './output-view';
import type { IOutputView } from './output-view';
import { useRunAnnouncement } from './run-announcements';
import { RunEntry } from './run-entry';
import { RunnerStatus } from './runner-status';

export interface IOutputPaneProps {
  runs: readonly IRun[];
  runner: IRunnerStatus;
  language: Language;
  canRun: boolean;
  /** Where my next run is made. */
  location: RunLocation;
  /** There is more than one such place. */
  hasLocations: boolean;
  /** How Run is typed on this page, or empty. */
  runKeys: string;
  /** What my own program waits for. */
  question: IQuestion | null;
  onAnswer: (line: string | null) => void;
  /** Somebody clicked a line of a traceback. */
  onPosition: (position: ICodePosition) => void;
}

export function OutputPane(props: IOutputPaneProps): JSX.Element {
  const { runs } = props;
  const trans = useTrans();
  const view = useOutputView(runs);
  const stick = useStickToNewest(view.shown, view.newestFirst);
  const announcement = useRunAnnouncement(runs, trans);
  const tellsLocation = props.hasLocations || runs.some(({ source }) => source === 'server');
  return (
    <section className="jpi-Output" aria-label={trans.__('Output')}>
      <header className="jpi-Output-header">
        <h3>{trans.__('Output')}</h3>
        {props.canRun && props.location === 'browser' && (
          <RunnerStatus status={props.runner} language={props.language} />
        )}
        {runs.length > 0 && <OutputTools runs={runs} view={view} />}
      </header>
      <div
        className="jpi-Output-scroll"
        ref={stick.ref}
        onScroll={stick.onScroll}
        // Scrolled with keys, too.
        tabIndex={0}
        role="group"
        aria-label={trans.__('Runs')}
      >
        {runs.length === 0 && (
          <EmptyOutput canRun={props.canRun} location={props.location} runKeys={props.runKeys} />
        )}
        <Hidden view={view} />
        {view.shown.length > 0 && (
          <ol className="jpi-Output-runs" role="list">
            {view.shown.map(run => (
              <RunEntry
                key={run.id}
                run={run}
                collapsed={view.isCollapsed(run.id)}
                onToggle={view.toggle}
                tellsLocation={tellsLocation}
                question={props.question?.runId === run.id ? props.question : null}
                onAnswer={props.onAnswer}
                onPosition={run.language === props.language ? props.onPosition : null}
              />
            ))}
          </ol>
        )}
      </div>
      {!stick.atNewest && (
        <Button
          className={view.newestFirst ? 'jpi-Output-newest jpi-mod-top' : 'jpi-Output-newest'}
          label={trans.__('Newest')}
          icon={view.newestFirst ? 'up' : 'down'}
          onClick={stick.goToNewest}
        />
      )}
      <div className="jpi-mod-offscreen" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}

/** What this person does not see, and how to see it again. */
function Hidden({ view }: { view: IOutputView }): JSX.Element | null {
  const trans = useTrans();
  const { cleared, older } = view;
  if (cleared === 0 && older === 0) {
    return null;
  }
  return (
    <p className="jpi-Output-hidden">
      {older > 0
        ? trans._n('%1 older run is not shown.', '%1 older runs are not shown.', older)
        : trans._n(
            '%1 run is cleared from your view.',
            '%1 runs are cleared from your view.',
            cleared
          )}
      <Button
        label={trans.__('Show')}
        className="jpi-mod-small"
        onClick={() => (older > 0 ? view.prefer({ onlyNewest: false }) : view.restore())}
      />
    </p>
  );
}

function EmptyOutput(
  props: Pick<IOutputPaneProps, 'canRun' | 'location' | 'runKeys'>
): JSX.Element {
  const trans = useTrans();
  const press =
    props.runKeys === '' ? trans.__('Press Run.') : trans.__('Press Run or %1.', props.runKeys);
  return (
    <div className="jpi-Output-empty">
      <p>{trans.__('Nothing has been run yet.')}</p>
      <p>
        {props.canRun
          ? `${press} ${
              props.location === 'server'
                ? trans.__('The code runs on the server, and everyone here sees what it prints.')
                : trans.__(
                    'The code runs in your own browser, and everyone here sees what it prints.'
                  )
            }`
          : trans.__('When somebody here runs the code, you see what it prints.')}
      </p>
    </div>
  );
}
