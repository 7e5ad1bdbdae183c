/** For each reader, the seconds at which they did it. */
type Seen = Record<string, number[]>;

/**
 * Lets each reader do something at most `limit` times in any `seconds` seconds.
 *
 * `seen` is what an earlier limiter has seen.
 */
class Limiter {
  private readonly limit: number;
  private readonly seconds: number;
  private readonly seen: Map<string, number[]>;

  constructor(limit: number, seconds: number, seen: Seen = {}) {
    this.limit = limit;
    this.seconds = seconds;
    this.seen = new Map(Object.entries(seen));
  }

  /** Whether the reader may do it now. If so, it counts. */
  allow(reader: string, now: number): boolean {
    const times = this.recent(reader, now);
    if (times.length >= this.limit) {
      return false;
    }
    times.push(now);
    return true;
  }

  /** How many times the reader may do it now. */
  left(reader: string, now: number): number {
    return Math.max(0, this.limit - this.recent(reader, now).length);
  }

  /** The times of the reader that count; all others are forgotten. */
  private recent(reader: string, now: number): number[] {
    const times = (this.seen.get(reader) ?? []).filter(each => now - each < this.seconds);
    this.seen.set(reader, times);
    return times;
  }
}
