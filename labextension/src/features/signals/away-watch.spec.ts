/** SG10: when somebody counts as away, on a page and a clock that a test turns. */
import { expect, it } from 'vitest';
import { HandClock } from '../../../tests/hand-clock';
import type { IAwayNoted } from '../../contract/protocol';
import { watchAway } from './away-watch';

function begin() {
  const clock = new HandClock();
  const told: IAwayNoted[] = [];
  let how: IAwayNoted['how'] | null = null;
  let hears: (() => void) | null = null;
  const page = {
    away: () => how,
    follow: (changed: () => void) => {
      hears = changed;
      return () => (hears = null);
    }
  };
  const end = watchAway(page, clock, absence => told.push(absence));
  return {
    clock,
    told,
    end,
    goes: (next: typeof how, isTold = true) => {
      how = next;
      if (isTold) {
        hears?.();
      }
    }
  };
}

it('SG10: from five seconds on, once, when they are back', () => {
  const { clock, told, goes } = begin();
  goes('hidden');
  clock.turn(4900);
  goes(null);
  clock.turn(10_000);
  expect(told).toEqual([]);
  goes('unfocused');
  clock.turn(12_500);
  expect(told).toEqual([]);
  goes(null);
  clock.turn(10_000);
  expect(told).toEqual([{ how: 'unfocused', seconds: 12 }]);
});

it('SG10: a page that was hidden meanwhile was hidden', () => {
  const { clock, told, goes } = begin();
  goes('unfocused');
  clock.turn(3000);
  goes('hidden');
  clock.turn(3000);
  goes('unfocused');
  clock.turn(3000);
  goes(null);
  expect(told).toEqual([{ how: 'hidden', seconds: 9 }]);
});

it('SG10: the focus on its way into a frame of the page is no absence', () => {
  const { clock, told, goes } = begin();
  goes('unfocused');
  clock.turn(100);
  // The frame has it now, of which the page hears nothing.
  goes(null, false);
  clock.turn(60_000);
  goes(null);
  expect(told).toEqual([]);
});

it('SG10: nothing is told after the end, and a day is the most', () => {
  const { clock, told, goes, end } = begin();
  goes('hidden');
  clock.turn(48 * 3600 * 1000);
  goes(null);
  expect(told).toEqual([{ how: 'hidden', seconds: 24 * 3600 }]);
  goes('hidden');
  end();
  clock.turn(60_000);
  goes(null);
  expect(told).toHaveLength(1);
});
