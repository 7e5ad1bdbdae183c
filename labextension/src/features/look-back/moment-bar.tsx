/** Above the player: which moment of which interview one sees, whether it was like this, and what one may do. */
import * as React from 'react';
import type { IFile } from '../../contract/protocol';
import { clockOf } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import type { Truths } from '../../playback/truth';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icons';
import { fullTime } from '../../ui/times';
import { useTrans } from '../../ui/translation';
import { shownTitle } from '../wording';
import { withKeys } from './controls';
import { truthSentence } from './words';

export interface IMomentBarProps {
  playback: Playback;
  moment: IMoment;
  file: IFile | undefined;
  truths: Truths | null;
  isLive: boolean;
  /** Whether what comes of it is shown, a little later. */
  keepsUp: boolean;
  /** What was done just now. */
  note: string;
  isFinding: boolean;
  onBack: (() => void) | null;
  onMore: (() => Promise<boolean>) | null;
  onFind: () => void;
  /** Null where the player has no address. */
  onLink: (() => void) | null;
  onKeys: () => void;
}

export function MomentBar(props: IMomentBarProps): JSX.Element {
  const { playback, moment, isLive, isFinding, onBack, onMore, onLink } = props;
  const trans = useTrans();
  return (
    <header className="jpi-LookBack-bar">
      {onBack && (
        <Button
          label={isLive ? trans.__('Back to live') : trans.__('Back')}
          icon="back"
          look={isLive ? 'primary' : 'plain'}
          onClick={onBack}
        />
      )}
      <When playback={playback} moment={moment} isLive={isLive} keepsUp={props.keepsUp} />
      <TruthNote truths={props.truths} file={props.file} moment={moment} />
      <span className="jpi-LookBack-note" role="status">
        {props.note}
      </span>
      <span className="jpi-LookBack-tools">
        {onMore && (
          <Button
            label={trans.__('Read what has come since')}
            icon="refresh"
            iconOnly
            look="quiet"
            onClick={() => void onMore()}
          />
        )}
        <Button
          label={trans.__('Find')}
          icon="search"
          iconOnly
          look="quiet"
          tooltip={withKeys(trans.__('Find'), '/')}
          attributes={{ 'aria-expanded': isFinding }}
          onClick={props.onFind}
        />
        {onLink && (
          <Button
            label={trans.__('Copy the link to this moment')}
            icon="link"
            iconOnly
            look="quiet"
            tooltip={withKeys(trans.__('Copy the link to this moment'), 'c')}
            onClick={onLink}
          />
        )}
        <Button
          label={trans.__('Keys of the player')}
          icon="help"
          iconOnly
          look="quiet"
          tooltip={withKeys(trans.__('Keys of the player'), '?')}
          onClick={props.onKeys}
        />
      </span>
    </header>
  );
}

function When(props: {
  playback: Playback;
  moment: IMoment;
  isLive: boolean;
  keepsUp: boolean;
}): JSX.Element {
  const { playback, moment, isLive, keepsUp } = props;
  const { start, session } = playback.recording;
  const trans = useTrans();
  const then = new Date((start?.at ?? 0) + moment.at).toISOString();
  return (
    <p className="jpi-LookBack-when">
      <span className="jpi-LookBack-title">{shownTitle(session.title, trans)}</span>
      <time dateTime={then} title={start === null ? undefined : fullTime(then)}>
        {clockOf(moment.at)}
      </time>
      <span className="jpi-Muted">/ {clockOf(playback.length)}</span>
      {isLive && (
        <span className="jpi-LookBack-notLive">
          {keepsUp ? trans.__('a few seconds behind') : trans.__('not live')}
        </span>
      )}
    </p>
  );
}

function TruthNote(props: {
  truths: Truths | null;
  file: IFile | undefined;
  moment: IMoment;
}): JSX.Element | null {
  const { truths, file, moment } = props;
  const trans = useTrans();
  if (truths === null || file === undefined) {
    return null;
  }
  const truth = truths.of(file.id, moment);
  const words = truthSentence(truth, clockOf(moment.at), trans);
  return (
    <span className="jpi-LookBack-truth" data-truth={truth.kind} title={words}>
      <Icon
        name={
          { sealed: 'check', open: 'clock', broken: 'alert', gap: 'alert' }[truth.kind] as 'check'
        }
      />
      <span className="jpi-LookBack-truthWords">{words}</span>
    </span>
  );
}
