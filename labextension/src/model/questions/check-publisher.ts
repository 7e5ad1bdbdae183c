/**
 * Tells everybody else of this person's checks.
 *
 * They are told one after another, because a person has one at a time. Results wait until the server
 * has said that the check began, and go in a few frames a second. A check that was made without a
 * connection is told when there is one again; what the server does not take stays on this page. A page
 * that goes away takes with it what was not told.
 */
import { UUID } from '@lumino/coreutils';
import type { ClientFrame, ICaseResult, ICheck, ICheckStart } from '../../contract/protocol';
import type { IClock } from '../clock';

/** Between two frames with results. */
const INTERVAL_MS = 200;

/** In one frame. */
const MOST_RESULTS = 20;
const MOST_BYTES = 40 * 1024;

/** How a check ended in this browser. */
export type OwnEnd = 'ended' | 'stopped';

interface IOwnCheck {
  start: ICheckStart;
  readonly results: ICaseResult[];
  /** Results that were not sent on this connection. */
  waiting: ICaseResult[];
  end: OwnEnd | null;
  isAnnounced: boolean;
  /** The server has said that it began. */
  isAccepted: boolean;
  isEndSent: boolean;
}

export interface ICheckPublisherOptions {
  send(frame: ClientFrame): boolean;
  /** The server has given up this check, so it is told again under another id. */
  renamed(before: string, after: string): void;
  clock: IClock;
}

export class CheckPublisher {
  constructor(private readonly _options: ICheckPublisherOptions) {}

  /** Whether something of this check was not told yet, or not confirmed. */
  has(checkId: string): boolean {
    return this._find(checkId) !== undefined;
  }

  /** Whether nothing is left to tell, or to be confirmed. */
  get isIdle(): boolean {
    return this._checks.length === 0;
  }

  start(start: ICheckStart): void {
    this._checks.push({
      start,
      results: [],
      waiting: [],
      end: null,
      isAnnounced: false,
      isAccepted: false,
      isEndSent: false
    });
    this._tell();
  }

  result(checkId: string, result: ICaseResult): void {
    const own = this._find(checkId);
    own?.results.push(result);
    own?.waiting.push(result);
    this._tell();
  }

  end(checkId: string, end: OwnEnd): void {
    const own = this._find(checkId);
    if (own !== undefined) {
      own.end = end;
      this._tell();
    }
  }

  /** Notes that the server has said that this check began. */
  accepted(checkId: string): void {
    const own = this._find(checkId);
    if (own !== undefined) {
      own.isAccepted = true;
      this._tell();
    }
  }

  /** Tells nothing more of a check: the server has its end, or does not take it. */
  forget(checkId: string): void {
    this._checks = this._checks.filter(({ start }) => start.checkId !== checkId);
    this._tell();
  }

  forgetAll(): void {
    this._checks = [];
  }

  /**
   * Tells nothing more of the check to which a refusal belongs: of its beginning, or of one that the
   * server has accepted. Null when it is of one that is over already.
   */
  refused(isAccepted: boolean): string | null {
    const own = this._checks.at(0);
    if (own === undefined || !own.isAnnounced || own.isAccepted !== isAccepted) {
      return null;
    }
    this.forget(own.start.checkId);
    return own.start.checkId;
  }

  /** Begins anew for a new connection, with the checks that the server knows. */
  connected(known: readonly ICheck[]): void {
    this._isOnline = true;
    const isOver = ({ start }: IOwnCheck): boolean =>
      known.some(
        ({ id, state }) => id === start.checkId && state !== 'running' && state !== 'lost'
      );
    this._checks = this._checks.filter(own => !isOver(own));
    for (const own of this._checks) {
      const there = known.find(({ id }) => id === own.start.checkId);
      const isThere = there?.state === 'running';
      const told = new Set(isThere ? there.results.map(({ index }) => index) : []);
      own.isAnnounced = own.isAccepted = isThere;
      own.isEndSent = false;
      own.waiting = own.results.filter(({ index }) => !told.has(index));
      if (there?.state === 'lost') {
        own.start = { ...own.start, checkId: UUID.uuid4() };
        this._options.renamed(there.id, own.start.checkId);
      }
    }
    this._tell();
  }

  disconnected(): void {
    this._isOnline = false;
  }

  dispose(): void {
    this._cancelPause?.();
    this._cancelPause = null;
    this._checks = [];
  }

  private _tell(): void {
    const own = this._checks.at(0);
    if (own === undefined || !this._isOnline) {
      return;
    }
    const { checkId } = own.start;
    if (!own.isAnnounced) {
      own.isAnnounced = this._options.send({ type: 'check_started', payload: own.start });
    }
    if (!own.isAccepted) {
      return;
    }
    if (own.waiting.length > 0 && this._cancelPause === null) {
      const results = firstOf(own.waiting);
      if (this._options.send({ type: 'check_results', payload: { checkId, results } })) {
        own.waiting.splice(0, results.length);
        this._pause();
      }
    }
    if (own.waiting.length === 0 && own.end !== null && !own.isEndSent) {
      const payload = { checkId, state: own.end };
      own.isEndSent = this._options.send({ type: 'check_ended', payload });
    }
  }

  private _pause(): void {
    this._cancelPause = this._options.clock.after(INTERVAL_MS, () => {
      this._cancelPause = null;
      this._tell();
    });
  }

  private _find(checkId: string): IOwnCheck | undefined {
    return this._checks.find(({ start }) => start.checkId === checkId);
  }

  /** Not confirmed, oldest first. */
  private _checks: IOwnCheck[] = [];
  private _isOnline = false;
  private _cancelPause: (() => void) | null = null;
}

/** As many of the first results as fit into a frame. */
function firstOf(results: readonly ICaseResult[]): ICaseResult[] {
  let left = MOST_BYTES;
  const fits = (result: ICaseResult): boolean => {
    left -= new TextEncoder().encode(JSON.stringify(result)).length + 1;
    return left >= 0;
  };
  const first = results.slice(0, MOST_RESULTS);
  const tooMuch = first.findIndex(result => !fits(result));
  return tooMuch < 0 ? first : first.slice(0, Math.max(1, tooMuch));
}
