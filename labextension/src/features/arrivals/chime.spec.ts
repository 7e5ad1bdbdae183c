// @vitest-environment jsdom
/** AR13: the sound of an arrival, where several pages of one browser hear of it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

type Chime = () => void;

/** The browser's lock, which at most one page holds. */
let holder: Promise<unknown> | null;
let sounds: number;
const locks = {
  request: async (_: string, __: LockOptions, grant: (lock: object | null) => Promise<unknown>) => {
    if (holder !== null) {
      await grant(null);
      return;
    }
    holder = grant({});
    await holder;
    holder = null;
  }
};

class Player {
  readonly currentTime = 0;
  readonly destination = {};
  resume(): Promise<void> {
    sounds++;
    return new Promise(() => undefined);
  }
}

/** What a page of its own loads. */
async function page(): Promise<Chime> {
  vi.resetModules();
  return (await import('./chime')).chime;
}

beforeEach(() => {
  vi.useFakeTimers();
  [holder, sounds] = [null, 0];
  vi.stubGlobal('AudioContext', Player);
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true }, locks });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('AR13: of the pages of one browser one sounds, and it sounds again for the next', async () => {
  const [first, second] = [await page(), await page()];
  first();
  second();
  await vi.advanceTimersByTimeAsync(0);
  expect(sounds).toBe(1);
  first();
  second();
  await vi.advanceTimersByTimeAsync(0);
  expect(sounds).toBe(2);
  await vi.runAllTimersAsync();
  second();
  await vi.advanceTimersByTimeAsync(0);
  expect(sounds).toBe(3);
});

it('AR13: a page that may not play leaves the sound to another', async () => {
  const [first, second] = [await page(), await page()];
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: false }, locks });
  first();
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true }, locks });
  second();
  await vi.advanceTimersByTimeAsync(0);
  expect(sounds).toBe(1);
});

it('AR8: where the browser has no locks each page sounds', async () => {
  vi.stubGlobal('navigator', { userActivation: { hasBeenActive: true } });
  const [first, second] = [await page(), await page()];
  first();
  second();
  expect(sounds).toBe(2);
});
