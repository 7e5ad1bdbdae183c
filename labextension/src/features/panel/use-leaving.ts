/**
 * Keeps what must be kept when the page goes away. Where that is not possible, the person is asked
 * before the tab is closed.
 */
import * as React from 'react';
import type { IInterviewModel } from '../../model/interview';

export function useLeaving(model: Pick<IInterviewModel, 'offline' | 'leave'>): void {
  React.useEffect(() => {
    const hide = (): void => model.leave();
    const ask = (event: BeforeUnloadEvent): void => {
      if (model.offline.atRisk) {
        event.preventDefault();
      }
    };
    window.addEventListener('pagehide', hide);
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('pagehide', hide);
      window.removeEventListener('beforeunload', ask);
    };
  }, [model]);
}
