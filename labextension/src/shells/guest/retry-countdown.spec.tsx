// @vitest-environment jsdom
/** FL16: what a page does that was told to wait. */
import { nullTranslator } from '@jupyterlab/translation';
import * as React from 'react';
import { expect, it } from 'vitest';
import { done, draw, texts } from '../../../tests/draw';
import { HandClock } from '../../../tests/hand-clock';
import type { IClock } from '../../model/clock';
import { InterviewError } from '../../model/ports';
import { problemOf } from './problem';
import { RetryCountdown } from './retry-countdown';

it('FL16 a page that is told to wait says for how long, and joins by itself then', async () => {
  const clock = new HandClock();
  let tries = 0;
  await draw(<RetryCountdown seconds={3} clock={clock} onRetry={() => (tries += 1)} />);
  expect(texts('[role="timer"]')).toEqual(['Trying again in 3 seconds.']);
  await done(() => clock.turn(1000));
  await done(() => clock.turn(1000));
  expect(texts('[role="timer"]')).toEqual(['Trying again in 1 second.']);
  expect(tries).toBe(0);
  await done(() => clock.turn(1000));
  expect(tries).toBe(1);
  await done(() => clock.turn(60_000));
  expect(tries).toBe(1);
});

it('FL16 a page that slept meanwhile joins when it wakes up', async () => {
  let [now, tries] = [0, 0];
  let tick = (): void => undefined;
  const clock: IClock = {
    now: () => now,
    after: (_, callback) => {
      tick = callback;
      return () => undefined;
    }
  };
  await draw(<RetryCountdown seconds={50} clock={clock} onRetry={() => (tries += 1)} />);
  now = 120_000;
  await done(() => tick());
  expect(tries).toBe(1);
});

it('FL16 it waits as long as the server says, and a minute where it says nothing', () => {
  const trans = nullTranslator.load('');
  const refusal = (code: string, seconds?: number): number | null =>
    problemOf(new InterviewError('Wait.', code, 429, seconds), trans).wait;
  expect(refusal('rate_limited', 42)).toBe(42);
  expect(refusal('rate_limited')).toBe(60);
  expect(refusal('session_ended', 42)).toBeNull();
});
