/** A shared text as a string that follows it, for views that are not editors. */
import * as React from 'react';
import type { IBuffer } from '../../model/document/buffers';

export function useText({ text }: Pick<IBuffer, 'text'>): string {
  return React.useSyncExternalStore(
    React.useCallback(
      changed => {
        text.observe(changed);
        return () => text.unobserve(changed);
      },
      [text]
    ),
    () => text.toJSON()
  );
}
