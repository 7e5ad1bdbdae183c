/** One run: who ran what, how it went, and what it printed. All of it is drawn as text. */
import * as React from 'react';
import type { IQuestion } from '../model/live-runs';
import type { IRun, RunState } from '../model/protocol';
import { Icon } from './icons';
import type { IconName } from './icons';
import { ColorDot } from './participants';
import { RunError } from './run-error';
import { RunImages } from './run-images';
import type { IPlace } from './run-places';
import { RunQuestion } from './run-question';
import { segmentsOf } from './run-segments';
import type { ISegment } from './run-segments';
import { RunTests } from './run-tests';
import { clockTime, fullTime } from './times';
import { useTrans } from './translation';
import {
  duration,
  hasFailedTests,
  languageName,
  outcomeName,
  outcomeOf,
  runStateName
} from './wording';

const STATE_ICONS: Record<RunState, IconName> = {
  running: 'refresh',
  ok: 'check',
  error: 'cross',
  timeout: 'clock',
  stopped: 'stop',
  out_of_memory: 'alert',
  crashed: 'alert',
  lost: 'unlink'
};

export interface IRunEntryProps {
  run: IRun;
  /** Set while it is my own and waits for a line of input. */
  question: IQuestion | null;
  onAnswer: (line: string | null) => void;
  onPlace: ((place: IPlace) => void) | null;
}

/** Relies on the model: a run that changed is a new object. */
export const RunEntry = React.memo((props: IRunEntryProps): JSX.Element => {
  const { run } = props;
  const trans = useTrans();
  const segments = React.useMemo(() => segmentsOf(run.outputs), [run.outputs]);
  const silent = segments.length === 0 && run.error === null && run.tests.length === 0;
  return (
    <li className="jpi-Run" data-state={run.state} data-failed={hasFailedTests(outcomeOf(run))}>
      <RunHeader run={run} />
      {segments.map((segment, index) => (
        <Segment key={index} segment={segment} />
      ))}
      {run.truncated && (
        <p className="jpi-Run-note">
          {trans.__('The output was cut here: a run keeps 256 KB of it.')}
        </p>
      )}
      {props.question !== null && (
        <RunQuestion question={props.question} onAnswer={props.onAnswer} />
      )}
      <RunEnd run={run} onPlace={props.onPlace} />
      {run.tests.length > 0 && <RunTests tests={run.tests} />}
      {silent && run.state === 'ok' && (
        <p className="jpi-Run-note">{trans.__('Nothing was printed.')}</p>
      )}
    </li>
  );
});
RunEntry.displayName = 'RunEntry';

/** What the end has to say: a mistake in the code, or why it was cut short. */
function RunEnd(props: Pick<IRunEntryProps, 'run' | 'onPlace'>): JSX.Element | null {
  const { state, error } = props.run;
  const trans = useTrans();
  if (state === 'lost') {
    return (
      <p className="jpi-Run-note">
        {trans.__('The browser that ran it went away before it could tell the end.')}
      </p>
    );
  }
  if (error === null || error === runStateName(state, trans)) {
    return null;
  }
  if (state === 'timeout' || state === 'stopped') {
    return <p className="jpi-Run-note">{error}</p>;
  }
  return <RunError text={error} onPlace={props.onPlace} />;
}

function RunHeader(props: { run: IRun }): JSX.Element {
  const { run } = props;
  const trans = useTrans();
  const outcome = outcomeOf(run);
  return (
    <div className="jpi-Run-header">
      <span className="jpi-Run-group">
        <ColorDot color={run.user?.color} />
        <span className="jpi-Run-author">{run.user?.name ?? trans.__('Somebody')}</span>
        <span className="jpi-Run-fact">{languageName(run.language)}</span>
      </span>
      <span className="jpi-Run-group">
        {run.source === 'reported' && (
          <span className="jpi-Run-fact" title={trans.__('Sent by a program, not run in a panel')}>
            {trans.__('reported')}
          </span>
        )}
        {run.source === 'server' && (
          <span className="jpi-Run-fact" title={trans.__('Run by the Jupyter server')}>
            {trans.__('server')}
          </span>
        )}
        {run.source === 'browser' && (
          <span
            className="jpi-Run-fact"
            title={trans.__('Reported by the browser of whoever ran it')}
          >
            {trans.__('browser')}
          </span>
        )}
        <span className="jpi-Run-state">
          <Icon name={hasFailedTests(outcome) ? 'cross' : STATE_ICONS[run.state]} />
          {outcomeName(outcome, trans)}
        </span>
        {run.durationMs !== null && run.source !== 'reported' && (
          <span className="jpi-Run-fact">{duration(run.durationMs)}</span>
        )}
        <time className="jpi-Run-fact" dateTime={run.startedAt} title={fullTime(run.startedAt)}>
          {clockTime(run.startedAt, Date.now())}
        </time>
      </span>
    </div>
  );
}

function Segment(props: { segment: ISegment }): JSX.Element {
  const { stream, blocks } = props.segment;
  const trans = useTrans();
  if (stream === 'image') {
    return <RunImages text={blocks.join('')} />;
  }
  return (
    <div className={`jpi-Run-segment jpi-mod-${stream}`}>
      {stream === 'stderr' && <span className="jpi-Run-label">{trans.__('stderr')}</span>}
      <pre className="jpi-Run-text">
        {blocks.map((block, index) => (
          <Block key={index} text={block} />
        ))}
      </pre>
    </div>
  );
}

const Block = React.memo((props: { text: string }): JSX.Element => {
  return <span>{props.text}</span>;
});
Block.displayName = 'Block';
