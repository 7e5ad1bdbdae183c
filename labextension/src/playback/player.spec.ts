/** LB13: playing, by frames that a test draws by hand. */
import { beforeEach, expect, it } from 'vitest';
import { BO, Story } from '../../tests/recordings';
import { Playback } from './playback';
import { Player, SPEEDS } from './player';

class Frames {
  request(callback: (now: number) => void): number {
    this._wanted = callback;
    return ++this.requests;
  }

  cancel(): void {
    this._wanted = null;
  }

  /** Draws a frame so many milliseconds later; answers whether somebody wanted it. */
  draw(ms = 16): boolean {
    this._now += ms;
    const { _wanted: wanted } = this;
    this._wanted = null;
    wanted?.(this._now);
    return wanted !== null;
  }

  requests = 0;
  private _now = 1000;
  private _wanted: ((now: number) => void) | null = null;
}

let frames: Frames;
let playback: Playback;
let player: Player;
let drawn: number[];

beforeEach(() => {
  frames = new Frames();
  const story = new Story().type(BO, 'a'.repeat(20)).after(60_000).type(BO, 'b'.repeat(20));
  playback = new Playback(story.recording());
  player = new Player(playback, frames);
  drawn = [];
  player.changed.connect(() => drawn.push(player.moment.at));
});

it('goes on by what passed between frames, times the speed', () => {
  player.play();
  frames.draw();
  frames.draw(100);
  expect(player.moment.at).toBe(100);
  player.setSpeed(4);
  frames.draw(100);
  expect(player.moment.at).toBe(500);
  expect(player.moment.edits).toBe(5);
});

it('draws once a frame, and the newest position wins', () => {
  for (let at = 0; at < 1000; at++) {
    player.seek(playback.moments.at(at));
  }
  expect(frames.requests).toBe(1);
  frames.draw();
  expect(drawn).toEqual([999]);
  expect(frames.draw()).toBe(false);
});

it('shortens idle time only while it plays', () => {
  player.seek(playback.moments.at(30_000));
  frames.draw();
  frames.draw(5000);
  expect(player.moment.at).toBe(30_000);
  player.play();
  frames.draw();
  frames.draw(100);
  expect(player.moment.at).toBeGreaterThan(35_000);
});

it('can be moved while idle time passes', () => {
  player.seek(playback.moments.at(10_000));
  player.play();
  frames.draw();
  frames.draw(100);
  player.seek(playback.moments.at(5000));
  frames.draw();
  expect(player.moment.at).toBeLessThan(10_000);
  expect(player.isPlaying).toBe(true);
});

it('leaves idle time as it was, if somebody wants that', () => {
  player.shorten(false);
  player.seek(playback.moments.at(10_000));
  player.play();
  frames.draw();
  frames.draw(100);
  expect(player.moment.at).toBe(10_100);
});

it('ends at the end, and begins anew from there', () => {
  player.setSpeed(32);
  player.play();
  let count = 0;
  while (frames.draw(100)) {
    count++;
  }
  expect(count).toBeLessThan(100);
  expect(player.isPlaying).toBe(false);
  expect(player.moment).toEqual(playback.moments.last);
  player.play();
  expect(player.moment).toEqual(playback.moments.first);
});

it('makes nothing up for the time in which nobody saw the page', () => {
  player.play();
  frames.draw();
  frames.draw(3_600_000);
  expect(player.moment.at).toBeLessThan(1000);
});

it('says where it is when somebody goes there or pauses, and not while it plays', () => {
  const before = player.told;
  player.play();
  frames.draw();
  frames.draw(100);
  expect(player.told).toBe(before);
  player.pause();
  expect(player.told).toBe(before + 1);
  player.seek(playback.moments.at(50));
  expect(player.told).toBe(before + 2);
});

it('has seven speeds', () => {
  expect(SPEEDS).toEqual([0.5, 1, 2, 4, 8, 16, 32]);
  player.faster(1);
  expect(player.speed).toBe(2);
  SPEEDS.forEach(() => player.faster(1));
  expect(player.speed).toBe(32);
  SPEEDS.forEach(() => player.faster(-1));
  expect(player.speed).toBe(0.5);
});

it('LB36: at the end it goes on with what comes, until somebody goes elsewhere', () => {
  const told = new Story().type(BO, 'first');
  player = new Player(new Playback(told.recording()), frames);
  expect(player.keepsUp).toBe(false);
  const more = (text: string): Playback => new Playback(told.type(BO, text).recording());
  player.goOn(more(' second'));
  expect(player.moment.at).toBe(0);
  player.keepUp(true);
  const before = player.told;
  let longer = more(' third');
  player.goOn(longer);
  expect(player.moment).toEqual(longer.moments.last);
  expect([player.told, player.wasCarried]).toEqual([before, true]);
  player.keepUp(false);
  const { moment } = player;
  player.goOn((longer = more(' fourth')));
  expect(player.moment).toBe(moment);
  player.setSpeed(32);
  player.play();
  while (frames.draw(100)) {
    // It is played to its end.
  }
  expect([player.keepsUp, player.wasCarried]).toEqual([true, false]);
  player.seek(longer.moments.at(longer.length - 1));
  expect(player.keepsUp).toBe(false);
  player.seek(longer.moments.last);
  expect(player.keepsUp).toBe(true);
});

it('asks for no frame after its end', () => {
  player.play();
  player.dispose();
  expect(frames.draw()).toBe(false);
});
