/** One run: who ran what, how it went, and what it printed. All of it is drawn as text. */
import * as React from 'react';
import type { IRun, RunState } from '../model/protocol';
import { Icon } from './icons';
import type { IconName } from './icons';
import { ColorDot } from './participants';
import { segmentsOf } from './run-segments';
import type { ISegment } from './run-segments';
import { clockTime, fullTime } from './times';
import { useTrans } from './translation';
import { duration, languageName, runStateName } from './wording';

const STATE_ICONS: Record<RunState, IconName> = {
  running: 'refresh',
  ok: 'check',
  error: 'cross',
  timeout: 'clock',
  stopped: 'stop',
  crashed: 'alert',
  lost: 'unlink'
};

/** Relies on the model: a run that changed is a new object. */
export const RunEntry = React.memo((props: { run: IRun }): JSX.Element => {
  const { run } = props;
  const trans = useTrans();
  const segments = React.useMemo(() => segmentsOf(run.outputs), [run.outputs]);
  const silent = segments.length === 0 && run.error === null;
  return (
    <li className="jpi-Run" data-state={run.state}>
      <RunHeader run={run} />
      {segments.map((segment, index) => (
        <Segment key={index} segment={segment} />
      ))}
      {run.truncated && (
        <p className="jpi-Run-note">
          {trans.__('The output was cut here: a run keeps 256 KB of it.')}
        </p>
      )}
      <RunEnd run={run} />
      {silent && run.state === 'ok' && (
        <p className="jpi-Run-note">{trans.__('Nothing was printed.')}</p>
      )}
    </li>
  );
});
RunEntry.displayName = 'RunEntry';

/** What the end has to say: a mistake in the code, or why it was cut short. */
function RunEnd(props: { run: IRun }): JSX.Element | null {
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
  return (
    <div className="jpi-Run-error">
      <span className="jpi-Run-label">{trans.__('error')}</span>
      <pre className="jpi-Run-text">{error}</pre>
    </div>
  );
}

function RunHeader(props: { run: IRun }): JSX.Element {
  const { run } = props;
  const trans = useTrans();
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
        <span className="jpi-Run-state">
          <Icon name={STATE_ICONS[run.state]} />
          {runStateName(run.state, trans)}
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
