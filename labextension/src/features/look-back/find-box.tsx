/** Looks for words in code, output and entries, and shows where they first appeared. */
import * as React from 'react';
import { clockOf } from '../../playback/links';
import type { IMoment } from '../../playback/moments';
import type { Playback } from '../../playback/playback';
import { inOrder, search, type IHit } from '../../playback/search';
import { useTrans } from '../../ui/translation';

/** Milliseconds of looking in one go. */
const SLICE_MS = 8;

export interface IFound {
  readonly words: string;
  readonly hits: readonly IHit[];
  readonly isDone: boolean;
}

export const NOTHING: IFound = { words: '', hits: [], isDone: true };

/** Looks in pieces, between which the page has its turn. */
export function useSearch(
  playback: Playback,
  isReady: boolean,
  words: string,
  sentences: readonly string[]
): IFound {
  const [found, setFound] = React.useState<IFound>(NOTHING);
  React.useEffect(() => {
    if (words.trim() === '' || !isReady) {
      setFound(NOTHING);
      return undefined;
    }
    const pieces = search(playback, words, sentences);
    const hits: IHit[] = [];
    let timer: ReturnType<typeof setTimeout>;
    const go = (): void => {
      const until = performance.now() + SLICE_MS;
      let isDone = false;
      while (!isDone && performance.now() < until) {
        const { done, value } = pieces.next();
        isDone = done === true;
        hits.push(...(value ?? []));
      }
      setFound({ words, hits: inOrder(hits), isDone });
      if (!isDone) {
        timer = setTimeout(go);
      }
    };
    timer = setTimeout(go);
    return () => clearTimeout(timer);
  }, [playback, isReady, words, sentences]);
  return found;
}

export function FindBox(props: {
  found: IFound;
  words: string;
  onWords: (words: string) => void;
  onGo: (moment: IMoment) => void;
  onClose: () => void;
}): JSX.Element {
  const { found, words, onWords, onGo, onClose } = props;
  const trans = useTrans();
  const { hits, isDone } = found;
  const isAsked = words.trim() !== '';
  return (
    <div
      className="jpi-FindBox"
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <input
        className="jpi-Input"
        type="search"
        autoFocus
        aria-label={trans.__('Find in code, output and events')}
        placeholder={trans.__('Find in code, output and events')}
        value={words}
        onChange={event => onWords(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Enter' && hits.length > 0) {
            onGo(hits[0].moment);
          }
        }}
      />
      <span className="jpi-FindBox-count" role="status">
        {!isAsked
          ? ''
          : !isDone
            ? trans.__('Looking…')
            : trans._n('Found at %1 moment', 'Found at %1 moments', hits.length)}
      </span>
      {isAsked && hits.length > 0 && (
        <ol className="jpi-FindBox-hits" role="list" aria-label={trans.__('Found')}>
          {hits.map((hit, place) => (
            <li key={place}>
              <button type="button" className="jpi-Entry-button" onClick={() => onGo(hit.moment)}>
                <time className="jpi-Entry-time">{clockOf(hit.moment.at)}</time>
                <span className="jpi-FindBox-where">
                  {
                    {
                      code: trans.__('code'),
                      output: trans.__('output'),
                      entry: trans.__('event')
                    }[hit.where]
                  }
                </span>
                <code className="jpi-Entry-words">{hit.line}</code>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
