/** LC15: an interview that was ended by mistake comes back to those who were in it. */
import { expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import { InterviewError } from '../ports';
import { ReopenWatch } from './reopen-watch';

let asked: number;
let reopened: number;
let clock: HandClock;
let answer: () => Promise<'ended' | 'live'>;

function watch(): ReopenWatch {
  [asked, reopened, clock] = [0, 0, new HandClock()];
  const ask = (): Promise<'ended' | 'live'> => {
    asked++;
    return answer();
  };
  return new ReopenWatch(clock, ask, () => reopened++);
}

async function turn(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    clock.turn(1000);
    await new Promise(resolve => setImmediate(resolve));
  }
}

it('LC15 asks soon, then less often, and says once that it goes on', async () => {
  answer = () => Promise.resolve('ended');
  const watched = watch();
  watched.ended();
  watched.ended();
  await turn(10);
  expect([asked, reopened]).toEqual([2, 0]);
  answer = () => Promise.resolve('live');
  await turn(20);
  expect([asked, reopened]).toEqual([3, 1]);
  await turn(300);
  expect([asked, reopened, clock.due]).toEqual([3, 1, []]);
});

it('LC15 goes on asking while the server cannot be reached, and not for ever', async () => {
  answer = () => Promise.reject(new InterviewError('Nothing.', 'unreachable', 0));
  watch().ended();
  await turn(60);
  expect(asked).toBeGreaterThan(3);
  await turn(1200);
  expect(clock.due).toEqual([]);
  expect(asked).toBeLessThan(25);
});

it('LC15 asks no more where nothing is to be had any more, or when it is told to stop', async () => {
  answer = () => Promise.reject(new InterviewError('Gone.', 'not_found', 404));
  watch().ended();
  await turn(100);
  expect([asked, clock.due]).toEqual([1, []]);
  answer = () => Promise.resolve('live');
  const watched = watch();
  watched.ended();
  watched.stop();
  await turn(100);
  expect([asked, reopened]).toEqual([0, 0]);
});
