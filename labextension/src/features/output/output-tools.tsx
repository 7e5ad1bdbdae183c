/** What can be done with all runs together. It changes one's own view and nothing else. */
import * as React from 'react';
import type { IRun } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { download } from '../../ui/download';
import { MenuButton } from '../../ui/menu-button';
import { useTrans } from '../../ui/translation';
import type { IOutputView } from './output-view';
import { fileName, textFile } from './run-header';
import { transcript } from './transcript';

export interface IOutputToolsProps {
  runs: readonly IRun[];
  view: IOutputView;
  onCopy: (text: string) => void;
}

export function OutputTools({ runs, view, onCopy }: IOutputToolsProps): JSX.Element {
  const trans = useTrans();
  const all = view.allCollapsed;
  const items = [
    {
      label: trans.__('Newest first'),
      checked: view.newestFirst,
      onSelect: () => view.prefer({ newestFirst: !view.newestFirst })
    },
    {
      label: trans.__('Only the newest'),
      checked: view.onlyNewest,
      onSelect: () => view.prefer({ onlyNewest: !view.onlyNewest })
    },
    {
      label: all ? trans.__('Expand all') : trans.__('Collapse all'),
      onSelect: () => view.collapseAll(!all)
    },
    { label: trans.__('Copy all output'), onSelect: () => onCopy(transcript(runs, trans)) },
    {
      label: trans.__('Download all output'),
      onSelect: () =>
        download(textFile(transcript(runs, trans)), fileName(runs[runs.length - 1].startedAt))
    }
  ];
  return (
    <div className="jpi-Output-tools" role="group" aria-label={trans.__('Output view')}>
      <Button
        label={trans.__('Clear')}
        accessibleName={trans.__('Clear the output from your view')}
        tooltip={trans.__('Clear from your view; the others keep theirs')}
        icon="clear"
        iconOnly
        look="quiet"
        className="jpi-mod-small"
        disabled={view.shown.length === 0}
        onClick={() => view.clear()}
      />
      <MenuButton label={trans.__('Output options')} className="jpi-mod-small" items={items} />
    </div>
  );
}
