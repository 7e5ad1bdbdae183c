/** Notes of hosts as the player shows them, each at its moment. */
import * as React from 'react';
import type { IRecording, IRemarks } from '../../contract/protocol';
import type { IMarker } from '../../playback/playback';

/** Those that this host may read; none where they cannot be had. */
export function useNoteMarkers(
  read: (() => Promise<IRemarks>) | null,
  recording: IRecording,
  name: (bookmark: boolean, text: string, author: string) => string
): readonly IMarker[] {
  const [remarks, setRemarks] = React.useState<IRemarks | null>(null);
  React.useEffect(() => {
    let isGone = false;
    // With each reading of the recording they are read anew; the player shows the rest without them.
    read?.().then(
      found => isGone || setRemarks(found),
      () => undefined
    );
    return () => {
      isGone = true;
    };
  }, [read, recording]);
  return React.useMemo(
    () => (remarks === null ? [] : markersOf(remarks, recording, name)),
    [remarks, recording, name]
  );
}

/** In the order of their moments. What was noted of a draft stands at the beginning. */
export function markersOf(
  { mine, others = [] }: IRemarks,
  { start }: IRecording,
  name: (bookmark: boolean, text: string, author: string) => string
): readonly IMarker[] {
  if (start === null) {
    return [];
  }
  return [mine, ...others]
    .flatMap(sheet =>
      sheet.notes.map(({ at, time, text }) => ({
        seq: Math.max(start.seq, Number(at.split(':')[0])),
        at: Math.max(0, Date.parse(time) - start.at),
        kind: 'note',
        text: name(text.trim() === '', firstLine(text), sheet.name)
      }))
    )
    .sort((one, other) => one.at - other.at);
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0];
}
