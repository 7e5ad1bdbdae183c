/** Runs the cases of questions by a script that is fetched for the first of them: most pages run none. */
import { SILENCE_LIMIT_MS } from '../limits';
import { within } from '../within';
import type { ICasesHandle, ICasesRequest, runCases } from './run-cases';

const NOT_FETCHED = 'This part of the page could not be fetched.';

type Cases = typeof runCases;

/** As `runCases`. Where its script cannot be fetched, each case says so. */
export function runCasesLate(
  load: () => Promise<{ runCases: Cases }>,
  ...[runner, request, openSecond]: Parameters<Cases>
): ICasesHandle {
  let handle: ICasesHandle | null = null;
  let isStopped = false;
  const all = async (): Promise<void> => {
    const script = await within(load(), SILENCE_LIMIT_MS, NOT_FETCHED).catch(() => null);
    if (isStopped) {
      return;
    }
    if (script === null) {
      fail(request);
      return;
    }
    handle = script.runCases(runner, request, openSecond);
    await handle.finished;
  };
  const stop = (): void => {
    isStopped = true;
    handle?.stop();
  };
  return { finished: all(), stop };
}

function fail(request: ICasesRequest): void {
  const verdict = { status: 'error', expected: '', got: '', message: NOT_FETCHED } as const;
  request.cases.forEach((_, index) => request.onResult({ index, verdict, ms: 0 }));
}
