const NOTHING_SEEN = {};

/**
 * Lets each reader do something at most `limit` times in any `seconds` seconds.
 *
 * `seen` is what an earlier limiter has seen: for each reader, the seconds at which they did it.
 */
class Limiter {
  constructor(limit, seconds, seen = NOTHING_SEEN) {
    this.limit = limit;
    this.seconds = seconds;
    this.seen = seen;
  }

  /** Whether the reader may do it now. If so, it counts. */
  allow(reader, now) {
    const times = this.recent(reader, now);
    if (times.length >= this.limit) {
      return false;
    }
    times.push(now);
    return true;
  }

  /** How many times the reader may do it now. */
  left(reader, now) {
    return Math.max(0, this.limit - this.recent(reader, now).length);
  }

  /** The times of the reader that count; all others are forgotten. */
  recent(reader, now) {
    const times = (this.seen[reader] ?? []).filter(each => now - each <= this.seconds);
    this.seen[reader] = times;
    return times;
  }
}
