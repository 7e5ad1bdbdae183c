/**
 * What is looked at now, and how it is played.
 *
 * A player draws by frames, not by edits: whatever happens between two frames is shown together, and
 * positions that were asked for in the meantime are forgotten but for the newest. Breaks are shortened while
 * it plays and at no other time, so whoever goes into one stays there.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import { compare } from './steps';
import type { IMoment } from './moments';
import type { Playback } from './playback';

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32] as const;

/** What calls back when the next picture is drawn, with a time in milliseconds. */
export interface IFrames {
  request(callback: (now: number) => void): number;
  cancel(request: number): void;
}

export class Player {
  constructor(
    private _playback: Playback,
    private readonly _pictures: IFrames,
    begin: IMoment = _playback.moments.first
  ) {
    this._moment = begin;
    this._keepsUp = this._isAtEnd;
  }

  /** Something is other than before. At most once a frame. */
  get changed(): ISignal<Player, void> {
    return this._changed;
  }

  get moment(): IMoment {
    return this._moment;
  }

  get isPlaying(): boolean {
    return this._isPlaying;
  }

  get speed(): number {
    return this._speed;
  }

  /** Whether it goes on with what comes: whoever goes to the end wants that, until they go elsewhere. */
  get keepsUp(): boolean {
    return this._keepsUp;
  }

  /** Whether it has gone on with what came since somebody went anywhere. */
  get wasCarried(): boolean {
    return this._wasCarried;
  }

  get shortens(): boolean {
    return this._shortens;
  }

  /** How many pictures there have been. */
  get frames(): number {
    return this._count;
  }

  /** How often somebody has gone somewhere, or has paused: what is spoken then. */
  get told(): number {
    return this._told;
  }

  /** From the beginning, if it is at its end. */
  play(): void {
    if (this._isPlaying) {
      return;
    }
    if (this._moment.at >= this._playback.length) {
      this._moment = this._playback.moments.first;
    }
    this._isPlaying = true;
    this._keepsUp = false;
    this._last = null;
    this._request();
  }

  pause(): void {
    if (this._isPlaying) {
      this._isPlaying = false;
      this._told++;
      this._request();
    }
  }

  toggle(): void {
    if (this._isPlaying) {
      this.pause();
    } else {
      this.play();
    }
  }

  /** Goes to a moment, and plays on from there if it plays. */
  seek(moment: IMoment): void {
    if (compare(moment, this._moment) !== 0) {
      this._moment = moment;
      this._wasCarried = false;
      this._told++;
    }
    this._keepsUp = !this._isPlaying && this._isAtEnd;
    this._request();
  }

  /** One of the speeds. */
  setSpeed(speed: number): void {
    this._speed = speed;
    this._request();
  }

  faster(steps: 1 | -1): void {
    const place = SPEEDS.findIndex(speed => speed === this._speed) + steps;
    this.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, place))]);
  }

  shorten(shortens: boolean): void {
    this._shortens = shortens;
    this._request();
  }

  /** Goes to the end and on with what comes, or stays where it is. */
  keepUp(keepsUp: boolean): void {
    if (keepsUp) {
      this.pause();
      this.seek(this._playback.moments.last);
    } else {
      this._keepsUp = false;
      this._request();
    }
  }

  /** There is more of the recording. What is looked at stays, unless it goes on with what comes. */
  goOn(playback: Playback): void {
    const { last } = playback.moments;
    this._playback = playback;
    if (this._keepsUp && compare(last, this._moment) !== 0) {
      this._moment = last;
      this._wasCarried = true;
    }
    this._request();
  }

  dispose(): void {
    this._isPlaying = false;
    if (this._requested !== null) {
      this._pictures.cancel(this._requested);
      this._requested = null;
    }
    Signal.clearData(this);
  }

  private get _isAtEnd(): boolean {
    return compare(this._moment, this._playback.moments.last) === 0;
  }

  private _request(): void {
    this._requested ??= this._pictures.request(now => {
      this._requested = null;
      this._frame(now);
    });
  }

  private _frame(now: number): void {
    if (this._isPlaying) {
      const passed = this._last === null ? 0 : Math.max(0, now - this._last);
      const { moments, breaks, length } = this._playback;
      // A page that nobody saw has no frames. What was played then is not made up for.
      const played = Math.min(passed, LONGEST_FRAME_MS) * this._speed;
      this._last = now;
      if (played > 0) {
        this._moment = moments.at(breaks.advance(this._moment.at, played, this._shortens));
      }
      if (this._moment.at >= length) {
        this._isPlaying = false;
        this._keepsUp = true;
        this._wasCarried = false;
        this._told++;
      } else {
        this._request();
      }
    }
    this._count++;
    this._changed.emit();
  }

  private _moment: IMoment;
  private _isPlaying = false;
  private _speed = 1;
  private _keepsUp: boolean;
  private _wasCarried = false;
  private _shortens = true;
  private _told = 0;
  private _count = 0;
  private _last: number | null = null;
  private _requested: number | null = null;
  private readonly _changed = new Signal<Player, void>(this);
}

const LONGEST_FRAME_MS = 250;
