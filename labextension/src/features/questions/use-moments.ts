/** The moments of an interview on whose texts a host can run tests, as a hook. */
import * as React from 'react';
import type { IMoment } from '../../contract/protocol';
import { useConnection, useQuestions, useRuns, useSession } from '../use-interview';

/**
 * Oldest first; none for somebody who may not look back. They are asked for again when another run or
 * check has begun and when the interview ends or goes on.
 */
export function useMoments(): readonly IMoment[] {
  const questions = useQuestions();
  const session = useSession();
  const runs = useRuns();
  const isOpen = useConnection().state === 'online';
  const [moments, setMoments] = React.useState<readonly IMoment[]>([]);
  const isWanted = session.can('look_back') && isOpen;
  const checks = questions.listed.flatMap(({ id }) => [
    questions.check(id, false)?.id,
    questions.check(id, true)?.id
  ]);
  const newest = [runs.list.at(-1)?.id, ...checks, session.state].join(' ');
  React.useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    let isGone = false;
    questions.moments().then(
      found => !isGone && setMoments(found),
      // Those that are known stay, and the next run or check asks again.
      () => undefined
    );
    return () => {
      isGone = true;
    };
  }, [questions, isWanted, newest]);
  return session.can('look_back') ? moments : [];
}
