/** Everything that has happened, as a list of sentences: all that the timeline shows, in words. */
import * as React from 'react';
import type { Entry } from '../../playback/entries';
import { clockOf, timeOf } from '../../playback/links';
import { symbolOf } from '../../playback/symbols';
import type { IMoment } from '../../playback/moments';
import type { IMarker, Playback } from '../../playback/playback';
import { momentOf } from '../../playback/steps';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';

interface ILine {
  readonly key: string;
  readonly at: number;
  readonly words: string;
  readonly color: string | undefined;
  readonly kind: string;
  readonly moment: IMoment;
}

export interface IEntryListProps {
  playback: Playback;
  entries: readonly Entry[];
  sentences: readonly string[];
  markers: readonly IMarker[];
  /** The place of the entry that was last. */
  now: number;
  /** All of it in one line. */
  trail: string;
  onGo: (moment: IMoment) => void;
  onCopy: (text: string) => void;
}

export function EntryList(props: IEntryListProps): JSX.Element {
  const { playback, entries, sentences, markers, now, trail, onGo, onCopy } = props;
  const trans = useTrans();
  const list = React.useRef<HTMLOListElement>(null);
  const lines = React.useMemo(
    () => linesOf(playback, entries, sentences, markers),
    [playback, entries, sentences, markers]
  );
  const current = now < 0 ? '' : `e${now}`;
  React.useEffect(() => {
    const { current: node } = list;
    // Whoever reads the list is not taken elsewhere.
    if (node !== null && !node.matches(':hover') && !node.contains(document.activeElement)) {
      node.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
    }
  }, [current]);
  return (
    <div className="jpi-Entries">
      <ol
        className="jpi-Entries-list"
        role="list"
        ref={list}
        aria-label={trans.__('What happened')}
      >
        {lines.map(line => (
          <Line key={line.key} line={line} isNow={line.key === current} onGo={onGo} />
        ))}
      </ol>
      <div className="jpi-Entries-trail">
        <code title={trans.__('The whole interview in one line')}>{trail}</code>
        <Button
          label={trans.__('Copy this line')}
          icon="copy"
          iconOnly
          look="quiet"
          className="jpi-mod-small"
          onClick={() => onCopy(trail)}
        />
      </div>
    </div>
  );
}

const Line = React.memo(
  (props: { line: ILine; isNow: boolean; onGo: (moment: IMoment) => void }): JSX.Element => {
    const { line, isNow, onGo } = props;
    const dot = React.useRef<HTMLSpanElement>(null);
    React.useLayoutEffect(() => {
      dot.current?.style.setProperty('--jpi-author', line.color ?? null);
    }, [line.color]);
    return (
      <li className="jpi-Entry" data-kind={line.kind}>
        <button
          type="button"
          className="jpi-Entry-button"
          aria-current={isNow ? 'true' : undefined}
          onClick={() => onGo(line.moment)}
        >
          <time className="jpi-Entry-time">{clockOf(line.at)}</time>
          <span className="jpi-Entry-sign" aria-hidden="true" ref={dot} />
          <span className="jpi-Entry-words">{line.words}</span>
        </button>
      </li>
    );
  }
);
Line.displayName = 'Line';

function linesOf(
  playback: Playback,
  entries: readonly Entry[],
  sentences: readonly string[],
  markers: readonly IMarker[]
): ILine[] {
  const { people } = playback.recording;
  const told = entries.map((entry, place): ILine => ({
    key: `e${place}`,
    at: entry.at,
    words: sentences[place],
    color: people[entry.who]?.color ?? undefined,
    kind: symbolOf(entry) ?? entry.kind,
    moment: momentOf(playback, entry)
  }));
  const noted = markers.map((marker, place): ILine => ({
    key: `m${place}`,
    at: marker.at,
    words: marker.text,
    color: undefined,
    kind: 'note',
    moment: { ...playback.moments.at(marker.at), seq: marker.seq }
  }));
  return noted.length === 0 ? told : [...told, ...noted].sort((one, other) => one.at - other.at);
}

/** Asks for a time and goes there. */
export function GoTo(props: { onGo: (ms: number) => void; onClose: () => void }): JSX.Element {
  const trans = useTrans();
  const [text, setText] = React.useState('');
  const time = timeOf(text);
  return (
    <form
      className="jpi-GoTo"
      onSubmit={event => {
        event.preventDefault();
        if (time !== null) {
          props.onGo(time);
          props.onClose();
        }
      }}
    >
      <label className="jpi-GoTo-label">
        {trans.__('Go to')}
        <input
          className="jpi-Input"
          autoFocus
          size={7}
          placeholder="12:31"
          value={text}
          aria-invalid={text !== '' && time === null}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (event.key === 'Escape') {
              event.stopPropagation();
              props.onClose();
            }
          }}
          onBlur={props.onClose}
        />
      </label>
    </form>
  );
}
