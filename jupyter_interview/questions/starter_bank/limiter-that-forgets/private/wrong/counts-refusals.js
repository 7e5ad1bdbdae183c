// fails: ten seconds are over, goes on after a restart, fractions of a second, refused and then waited, two readers take turns, one with a past and one without, counts like a person with a list
/** Counts what was refused, so that impatient readers wait for ever. */
class Limiter {
  constructor(limit, seconds, seen = {}) {
    this.limit = limit;
    this.seconds = seconds;
    this.seen = seen;
  }

  allow(reader, now) {
    const times = this.recent(reader, now);
    times.push(now);
    return times.length <= this.limit;
  }

  left(reader, now) {
    return Math.max(0, this.limit - this.recent(reader, now).length);
  }

  recent(reader, now) {
    const times = (this.seen[reader] ?? []).filter(each => now - each < this.seconds);
    this.seen[reader] = times;
    return times;
  }
}
