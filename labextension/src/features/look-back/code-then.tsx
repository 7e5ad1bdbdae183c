/** The code of a moment: the files of then, one of them with its authors, and what has changed in it. */
import * as React from 'react';
import type { IFile } from '../../contract/protocol';
import { clockOf } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { Tabs } from '../../ui/tabs';
import { useTrans } from '../../ui/translation';
import type { EditorBackend } from '../editor/editor-backend';
import { KINDS, type IAuthorship } from './author-marks';
import { authorshipOf, type Colors } from './file-then';
import { MomentEditor } from './moment-editor';
import { personName } from './words';

export interface ICodeThenProps {
  playback: Playback;
  moment: IMoment;
  files: readonly IFile[];
  /** The one that is shown; undefined where there is none yet. */
  file: IFile | undefined;
  editor: EditorBackend;
  follows: boolean;
  colors: Colors;
  /** Whether the difference since the mark is shown, or since the beginning where there is no mark. */
  compares: boolean;
  mark: IMoment | null;
  onChoose: (id: string) => void;
  onScrolled: () => void;
  onEndCompare: () => void;
  /** What shows differences could not be fetched. */
  onNoDifference: () => void;
}

export function CodeThen(props: ICodeThenProps): JSX.Element {
  const { playback, moment, file, colors, compares, mark, onChoose } = props;
  const { moments } = playback;
  const trans = useTrans();
  const panelId = React.useId();

  // Authors and texts are looked for once for a moment, not once for each drawing.
  const { edits } = moment;
  const text = React.useMemo(
    () => (file === undefined ? null : playback.textOf(file.id, { ...moments.first, edits })),
    [playback, moments, file, edits]
  );
  const authorship = React.useMemo(
    (): IAuthorship =>
      authorshipOf(playback, file, edits, compares && colors === 'none' ? 'all' : colors, trans),
    [playback, file, edits, colors, compares, trans]
  );
  const compared = React.useMemo(() => {
    const from = mark ?? moments.first;
    return compares && file !== undefined ? playback.textOf(file.id, from) : null;
  }, [playback, moments, file, compares, mark]);

  return (
    <div className="jpi-EditorPane">
      <div className="jpi-LookBack-tabs">
        <Tabs
          label={trans.__('Files')}
          tabs={props.files.map(({ id, name }) => ({ key: id, label: name }))}
          chosen={file?.id ?? ''}
          onChoose={onChoose}
          controls={panelId}
        />
      </div>
      {compares && (
        <p className="jpi-LookBack-compared">
          <Icon name="difference" />
          <span>
            {mark === null
              ? trans.__('Compared with the beginning')
              : trans.__('Compared with %1', clockOf(mark.at))}
          </span>
          <Elsewhere
            files={playback.changedBetween(mark ?? moments.first, moment)}
            current={file}
            onChoose={onChoose}
          />
          <Button
            label={trans.__('Close')}
            icon="close"
            iconOnly
            look="quiet"
            className="jpi-mod-small"
            onClick={props.onEndCompare}
          />
        </p>
      )}
      <div
        className="jpi-EditorPane-editor"
        data-compares={compares}
        data-colors={colors !== 'none'}
        id={panelId}
        role="tabpanel"
        aria-label={file?.name ?? ''}
      >
        {file !== undefined && text !== null ? (
          <MomentEditor
            backend={props.editor}
            file={file}
            text={text}
            authorship={authorship}
            compared={compared}
            follows={props.follows}
            onScrolled={props.onScrolled}
            onNoDifference={props.onNoDifference}
          />
        ) : (
          <p className="jpi-LookBack-empty">{trans.__('There was no text yet.')}</p>
        )}
      </div>
      {(colors !== 'none' || compares) && <Legend playback={playback} authorship={authorship} />}
    </div>
  );
}

/** The other files that have changed as well. */
function Elsewhere(props: {
  files: readonly IFile[];
  current: IFile | undefined;
  onChoose: (id: string) => void;
}): JSX.Element | null {
  const others = props.files.filter(({ id }) => id !== props.current?.id);
  const trans = useTrans();
  if (others.length === 0) {
    return null;
  }
  return (
    <span className="jpi-LookBack-elsewhere">
      {trans.__('Also changed:')}
      {others.map(({ id, name }) => (
        <Button
          key={id}
          label={name}
          look="quiet"
          className="jpi-mod-small"
          onClick={() => props.onChoose(id)}
        />
      ))}
    </span>
  );
}

/** Whose colour is whose, and how much of the text each person has typed. */
function Legend(props: { playback: Playback; authorship: IAuthorship }): JSX.Element {
  const { playback, authorship } = props;
  const trans = useTrans();
  const counts = new Map<number, number>();
  for (const { who, from, to } of authorship.authors) {
    counts.set(who, (counts.get(who) ?? 0) + to - from);
  }
  return (
    <ul className="jpi-Legend" role="list" aria-label={trans.__('Authors')}>
      {[...counts]
        .sort(([, one], [, other]) => other - one)
        .map(([who, count]) => (
          <li key={who}>
            <span className={who < 0 ? '' : `jpi-Author jpi-Author-${who % KINDS}`}>
              {who < 0 ? trans.__('nobody') : personName(playback, who, trans)}
            </span>{' '}
            <span className="jpi-Muted">{trans._n('%1 character', '%1 characters', count)}</span>
          </li>
        ))}
    </ul>
  );
}
