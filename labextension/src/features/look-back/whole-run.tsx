/** All that a run has printed, where its recording has only the beginning: it is fetched when somebody asks. */
import * as React from 'react';
import type { IRun } from '../../contract/protocol';
import { Button } from '../../ui/button';
import { useTrans } from '../../ui/translation';
import { sentence } from '../sentences';
import type { ILookBackSource } from './look-back-source';

export interface IWholeRun {
  /** Null while only the beginning is shown. */
  readonly shown: IRun | null;
  readonly isReading: boolean;
  /** Why it could not be read; null where that has not failed. */
  readonly failure: unknown;
  readonly toggle: () => void;
}

export function useWholeRun(read: ILookBackSource['wholeRun'], runId: string): IWholeRun {
  const [run, setRun] = React.useState<IRun | null>(null);
  const [isShown, setShown] = React.useState(false);
  const [isReading, setReading] = React.useState(false);
  const [failure, setFailure] = React.useState<unknown>(null);
  const isGone = React.useRef(false);
  React.useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const toggle = async (): Promise<void> => {
    if (run !== null || read === null) {
      setShown(!isShown);
      return;
    }
    setReading(true);
    const outcome = await read(runId).then(
      found => ({ found, reason: null }),
      (reason: unknown) => ({ found: null, reason })
    );
    if (!isGone.current) {
      setReading(false);
      setRun(outcome.found);
      setShown(outcome.found !== null);
      setFailure(outcome.reason);
    }
  };
  return { shown: isShown ? run : null, isReading, failure, toggle: () => void toggle() };
}

export function WholeRun({ whole }: { whole: IWholeRun }): JSX.Element {
  const { shown, isReading, failure, toggle } = whole;
  const trans = useTrans();
  return (
    <div className="jpi-Run-fold">
      <Button
        label={shown === null ? trans.__('Show the whole output') : trans.__('Show its beginning')}
        icon={shown === null ? 'expand' : 'caret'}
        disabled={isReading}
        attributes={{ 'aria-expanded': shown !== null }}
        onClick={toggle}
      />
      <span role="status">
        {isReading ? trans.__('Reading…') : failure === null ? '' : sentence(failure, trans)}
      </span>
    </div>
  );
}
