/** Runs the visible tests when the keys for that were pressed: each time `asked` is another object. */
import * as React from 'react';
import { useRuns } from '../use-interview';
import type { IQuestionView } from './question-view';

export function TestKeys(props: { asked: object | null; view: IQuestionView }): null {
  const { asked, view } = props;
  const onServer = useRuns().location.chosen === 'server';
  const seen = React.useRef(asked);
  const run = React.useRef((): void => undefined);
  run.current = () => view.run({ hidden: false, onServer });
  React.useEffect(() => {
    if (asked !== seen.current) {
      seen.current = asked;
      run.current();
    }
  }, [asked]);
  return null;
}
