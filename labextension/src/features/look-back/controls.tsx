/** The buttons of the player, below the timeline. */
import * as React from 'react';
import { SPEEDS, type Player } from '../../playback/player';
import { Button } from '../../ui/button';
import { numberName } from '../../ui/locale';
import { useTrans } from '../../ui/translation';
import type { Colors } from './file-then';

export interface IControlsProps {
  player: Player;
  follows: boolean;
  colors: Colors;
  /** Whether a difference is shown, and whether one can be. */
  compares: boolean;
  hasMark: boolean;
  /** Whether more may come. */
  hasMore: boolean;
  onBurst: (direction: 1 | -1) => void;
  onFollow: () => void;
  onColors: () => void;
  onRecent: () => void;
  onMark: () => void;
  onCompare: () => void;
  /** Shows all of the timeline; null where it is shown. */
  onWhole: (() => void) | null;
  /** Null where nothing can be run here. */
  onRun: (() => void) | null;
  /** Null where no other interview can be begun. */
  onBegin: (() => void) | null;
}

export function Controls(props: IControlsProps): JSX.Element {
  const { player, follows, colors, compares, hasMark } = props;
  const trans = useTrans();
  return (
    <div className="jpi-Controls" role="group" aria-label={trans.__('Player')}>
      <span className="jpi-Controls-group">
        <Button
          label={trans.__('What was typed before')}
          icon="previous"
          iconOnly
          look="quiet"
          tooltip={withKeys(trans.__('What was typed before'), 'Shift+←')}
          onClick={() => props.onBurst(-1)}
        />
        <Button
          label={player.isPlaying ? trans.__('Pause') : trans.__('Play')}
          icon={player.isPlaying ? 'pause' : 'play'}
          look="primary"
          className="jpi-Controls-play"
          tooltip={withKeys(
            player.isPlaying ? trans.__('Pause') : trans.__('Play'),
            trans.__('Space')
          )}
          onClick={() => player.toggle()}
        />
        <Button
          label={trans.__('What was typed next')}
          icon="next"
          iconOnly
          look="quiet"
          tooltip={withKeys(trans.__('What was typed next'), 'Shift+→')}
          onClick={() => props.onBurst(1)}
        />
        <select
          className="jpi-Select jpi-Controls-speed"
          aria-label={trans.__('Speed')}
          title={withKeys(trans.__('Speed'), '< >')}
          value={player.speed}
          onChange={event => player.setSpeed(Number(event.target.value))}
        >
          {SPEEDS.map(speed => (
            <option key={speed} value={speed}>
              {`${numberName(speed, speed < 1 ? 1 : 0)}×`}
            </option>
          ))}
        </select>
        {props.hasMore && (
          <Toggle
            label={trans.__('Live')}
            words
            icon="live"
            keys="End"
            tooltip={trans.__('Show what comes, some seconds later')}
            isOn={player.keepsUp}
            onClick={() => player.keepUp(!player.keepsUp)}
          />
        )}
      </span>
      <span className="jpi-Controls-group">
        <Toggle
          label={trans.__('Shorten idle time')}
          icon="quick"
          keys="i"
          isOn={player.shortens}
          onClick={() => player.shorten(!player.shortens)}
        />
        <Toggle
          label={trans.__('Follow who types')}
          icon="eye"
          keys="f"
          isOn={follows}
          onClick={props.onFollow}
        />
        <Toggle
          label={trans.__('Colors of the authors')}
          icon="users"
          keys="b"
          isOn={colors === 'all'}
          onClick={props.onColors}
        />
        <Toggle
          label={trans.__('Colors of what was typed last')}
          icon="edit"
          keys="Shift+B"
          isOn={colors === 'recent'}
          onClick={props.onRecent}
        />
      </span>
      <span className="jpi-Controls-group">
        <Toggle
          label={trans.__('Mark')}
          words
          icon="flag"
          keys="m"
          isOn={hasMark}
          onClick={props.onMark}
        />
        <Toggle
          label={trans.__('Difference')}
          words
          icon="difference"
          keys="d"
          isOn={compares}
          onClick={props.onCompare}
        />
      </span>
      {props.onWhole && (
        <Button
          label={trans.__('The whole timeline')}
          icon="zoomOut"
          look="quiet"
          tooltip={withKeys(trans.__('The whole timeline'), 'w')}
          onClick={props.onWhole}
        />
      )}
      {props.onRun && (
        <Button
          label={trans.__('Run this moment')}
          icon="play"
          tooltip={trans.__('Run the text of this moment in your own browser')}
          onClick={props.onRun}
        />
      )}
      {props.onBegin && (
        <Button
          label={trans.__('New interview from this moment')}
          icon="copy"
          iconOnly
          look="quiet"
          onClick={props.onBegin}
        />
      )}
    </div>
  );
}

export function withKeys(words: string, keys: string): string {
  return `${words} (${keys})`;
}

function Toggle(props: {
  label: string;
  icon: 'quick' | 'eye' | 'users' | 'edit' | 'flag' | 'difference' | 'live';
  keys: string;
  isOn: boolean;
  /** What it does, where the label alone does not say it. */
  tooltip?: string;
  /** With the label beside the icon. */
  words?: boolean;
  onClick: () => void;
}): JSX.Element {
  return (
    <Button
      label={props.label}
      icon={props.icon}
      iconOnly={props.words !== true}
      look="quiet"
      className="jpi-Controls-toggle"
      tooltip={withKeys(props.tooltip ?? props.label, props.keys)}
      attributes={{ 'aria-pressed': props.isOn }}
      onClick={props.onClick}
    />
  );
}
