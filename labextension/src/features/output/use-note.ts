/** A sentence that is shown for some seconds. */
import * as React from 'react';

const SHOWN_MS = 4000;

export function useNote(): [note: string, say: (sentence: string) => void] {
  // A new object each time, so that a sentence that is said again stands as long as at first.
  const [note, setNote] = React.useState({ sentence: '' });
  React.useEffect(() => {
    const timer = note.sentence === '' ? undefined : setTimeout(() => setNote(NONE), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note]);
  return [note.sentence, React.useCallback((sentence: string) => setNote({ sentence }), [])];
}

const NONE = { sentence: '' };
