/** Who ran what and how it went, with what can be done with one run. */
import * as React from 'react';
import type { IRun, RunState } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/clipboard';
import { ColorDot } from '../../ui/color-dot';
import { download } from '../../ui/download';
import { Icon } from '../../ui/icons';
import type { IconName } from '../../ui/icons';
import { clockTime, fullTime } from '../../ui/times';
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
  /** Whether it is worth saying where it was made. */
  tellsLocation: boolean;
}

export function RunHeader(props: IRunHeaderProps): JSX.Element {
  const { run, collapsed } = props;
  const trans = useTrans();
  const outcome = outcomeOf(run);
  const name = run.user?.name ?? trans.__('Somebody');
  const whose = trans.__('run of %1 at %2', name, clockTime(run.startedAt, Date.now()));
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
        <span className="jpi-Run-fact">{languageName(run.language)}</span>
      </span>
      <span className="jpi-Run-group">
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
        <Tools run={run} whose={whose} />
      </span>
    </div>
  );
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

function Tools({ run, whose }: { run: IRun; whose: string }): JSX.Element | null {
  const trans = useTrans();
  const [copied, setCopied] = React.useState(false);
  React.useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 2000) : undefined;
    return () => clearTimeout(timer);
  }, [copied]);
  if (run.outputs.length === 0 && run.error === null) {
    return null;
  }
  return (
    <span className="jpi-Run-tools">
      <Button
        label={copied ? trans.__('Copied') : trans.__('Copy output')}
        accessibleName={copied ? trans.__('Copied') : trans.__('Copy the output of the %1', whose)}
        icon={copied ? 'check' : 'copy'}
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        onClick={() => void copyText(printedText(run, trans)).then(setCopied)}
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
