// fails: fractions of a second, counts like a person with a list
type Seen = Record<string, number[]>;

/** Takes one second off, which is right as long as nobody comes between two seconds. */
class Limiter {
  private readonly limit: number;
  private readonly seconds: number;
  private readonly seen: Seen;

  constructor(limit: number, seconds: number, seen: Seen = {}) {
    this.limit = limit;
    this.seconds = seconds;
    this.seen = seen;
  }

  allow(reader: string, now: number): boolean {
    const times = this.recent(reader, now);
    if (times.length >= this.limit) {
      return false;
    }
    times.push(now);
    return true;
  }

  left(reader: string, now: number): number {
    return Math.max(0, this.limit - this.recent(reader, now).length);
  }

  private recent(reader: string, now: number): number[] {
    const times = (this.seen[reader] ?? []).filter(each => now - each <= this.seconds - 1);
    this.seen[reader] = times;
    return times;
  }
}
