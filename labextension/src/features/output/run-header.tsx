/** Says who ran what and how it went, with the buttons for one run. */
import * as React from 'react';
import { mainName } from '../../contract/languages';
import type { IRun, RunState } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { ColorDot } from '../../ui/color-dot';
import { download } from '../../ui/download';
import { Icon } from '../../ui/icons';
import type { IconName } from '../../ui/icons';
import { clockTime, exactTime, fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { duration, hasFailedTests, languageName, outcomeName, outcomeOf } from '../wording';
import { printedText } from './transcript';

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

export interface IRunHeaderProps {
  run: IRun;
  collapsed: boolean;
  onToggle: (id: string) => void;
  /** Whether to say where the run was made. */
  tellsLocation: boolean;
  onCopy: (text: string) => void;
  /** Null where this person cannot stop it, or does so in the toolbar. */
  onStop: ((runId: string) => void) | null;
}

export function RunHeader(props: IRunHeaderProps): JSX.Element {
  const { run, collapsed, onStop } = props;
  const trans = useTrans();
  const outcome = outcomeOf(run);
  const name = run.user?.name ?? trans.__('Somebody');
  const whose = trans.__('run of %1 at %2', name, exactTime(run.startedAt));
  return (
    <div className="jpi-Run-header">
      <span className="jpi-Run-group">
        <Button
          label={collapsed ? trans.__('Expand') : trans.__('Collapse')}
          accessibleName={trans.__('Output of the %1', whose)}
          icon={collapsed ? 'expand' : 'caret'}
          iconOnly
          look="quiet"
          className="jpi-mod-small"
          tooltip={collapsed ? trans.__('Expand') : trans.__('Collapse')}
          attributes={{ 'aria-expanded': !collapsed }}
          onClick={() => props.onToggle(run.id)}
        />
        <ColorDot color={run.user?.color} />
        <span className="jpi-Run-author">{name}</span>
        <span className="jpi-Run-fact">{whatRan(run)}</span>
      </span>
      <span className="jpi-Run-group">
        {run.state === 'running' && onStop !== null && (
          <Button
            label={trans.__('Stop')}
            accessibleName={trans.__('Stop the %1', whose)}
            icon="stop"
            className="jpi-mod-small"
            onClick={() => onStop(run.id)}
          />
        )}
        {(props.tellsLocation || run.source === 'reported') && <Source run={run} />}
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
        <Tools run={run} whose={whose} onCopy={props.onCopy} />
      </span>
    </div>
  );
}

/** The language, or the file if its name is no usual one. */
function whatRan({ language, program }: IRun): string {
  const isUsual = program === null || program.name === mainName(language);
  return isUsual ? languageName(language) : program.name;
}

function Source({ run }: { run: IRun }): JSX.Element {
  const trans = useTrans();
  const [word, meaning] = {
    reported: [trans.__('reported'), trans.__('Sent by a program, not run in a panel')],
    server: [trans.__('server'), trans.__('Run by the Jupyter server')],
    browser: [trans.__('browser'), trans.__('Reported by the browser of whoever ran it')]
  }[run.source];
  return (
    <span className="jpi-Run-fact" title={meaning}>
      {word}
    </span>
  );
}

function Tools(props: { run: IRun; whose: string; onCopy: (text: string) => void }): JSX.Element {
  const { run, whose } = props;
  const trans = useTrans();
  if (run.outputs.length === 0 && run.error === null) {
    // This is as wide as the others', so that what stands before it is in one column.
    return <span className="jpi-Run-tools" />;
  }
  return (
    <span className="jpi-Run-tools">
      <Button
        label={trans.__('Copy output')}
        accessibleName={trans.__('Copy the output of the %1', whose)}
        icon="copy"
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        onClick={() => props.onCopy(printedText(run, trans))}
      />
      <Button
        label={trans.__('Download output')}
        accessibleName={trans.__('Download the output of the %1', whose)}
        icon="download"
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        onClick={() => download(textFile(printedText(run, trans)), fileName(run.startedAt))}
      />
    </span>
  );
}

export function textFile(text: string): Blob {
  return new Blob([text], { type: 'text/plain;charset=utf-8' });
}

/** Of letters that every system takes. */
export function fileName(startedAt: string): string {
  return `output-${startedAt.slice(0, 19).replaceAll(/[^0-9T]/g, '')}.txt`;
}
