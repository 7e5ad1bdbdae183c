/** The runs of everyone, newest last. */
import * as React from 'react';
import type { ILanguageStatus } from '../model/interview';
import type { IQuestion } from '../model/live-runs';
import type { IRun, Language } from '../model/protocol';
import type { RunPlace } from '../model/server-runs';
import { Button } from './button';
import { useRunAnnouncement } from './run-announcements';
import { RunEntry } from './run-entry';
import type { IPlace } from './run-places';
import { RunnerStatus } from './runner-status';
import { useStickToBottom } from './stick-to-bottom';
import { useTrans } from './translation';

export interface IOutputPaneProps {
  runs: readonly IRun[];
  runner: ILanguageStatus;
  language: Language;
  canRun: boolean;
  /** Where my next run is made. */
  place: RunPlace;
  /** How Run is typed on this page, or empty. */
  runKeys: string;
  /** What my own program waits for. */
  question: IQuestion | null;
  onAnswer: (line: string | null) => void;
  /** Somebody clicked a line of a traceback. */
  onPlace: (place: IPlace) => void;
}

export function OutputPane(props: IOutputPaneProps): JSX.Element {
  const { runs } = props;
  const trans = useTrans();
  const stick = useStickToBottom(runs);
  const announcement = useRunAnnouncement(runs, trans);
  return (
    <section className="jpi-Output" aria-label={trans.__('Output')}>
      <header className="jpi-Output-header">
        <h3>{trans.__('Output')}</h3>
        {props.canRun && props.place === 'browser' && (
          <RunnerStatus status={props.runner} language={props.language} />
        )}
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
        {runs.length === 0 ? (
          <EmptyOutput canRun={props.canRun} place={props.place} runKeys={props.runKeys} />
        ) : (
          <ol className="jpi-Output-runs" role="list">
            {runs.map(run => (
              <RunEntry
                key={run.id}
                run={run}
                question={props.question?.runId === run.id ? props.question : null}
                onAnswer={props.onAnswer}
                onPlace={run.language === props.language ? props.onPlace : null}
              />
            ))}
          </ol>
        )}
      </div>
      {!stick.atEnd && (
        <Button
          className="jpi-Output-newest"
          label={trans.__('Newest')}
          icon="down"
          onClick={stick.goToEnd}
        />
      )}
      <div className="jpi-mod-offscreen" aria-live="polite">
        {announcement}
      </div>
    </section>
  );
}

function EmptyOutput(props: Pick<IOutputPaneProps, 'canRun' | 'place' | 'runKeys'>): JSX.Element {
  const trans = useTrans();
  const press =
    props.runKeys === '' ? trans.__('Press Run.') : trans.__('Press Run or %1.', props.runKeys);
  return (
    <div className="jpi-Output-empty">
      <p>{trans.__('Nothing has been run yet.')}</p>
      <p>
        {props.canRun
          ? `${press} ${
              props.place === 'server'
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
