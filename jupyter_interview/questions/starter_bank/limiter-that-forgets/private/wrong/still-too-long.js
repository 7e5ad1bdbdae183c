// fails: ten seconds are over, goes on after a restart, fractions of a second, refused and then waited, two readers take turns, down and up again, one with a past and one without, three of a kind, looking is free, all in the same second, counts like a person with a list
/** Corrects the memory and not the edge of the window. */
class Limiter {
  constructor(limit, seconds, seen = {}) {
    this.limit = limit;
    this.seconds = seconds;
    this.seen = seen;
  }

  allow(reader, now) {
    const times = this.recent(reader, now);
    if (times.length >= this.limit) {
      return false;
    }
    times.push(now);
    return true;
  }

  left(reader, now) {
    return Math.max(0, this.limit - this.recent(reader, now).length);
  }

  recent(reader, now) {
    const times = (this.seen[reader] ?? []).filter(each => now - each <= this.seconds);
    this.seen[reader] = times;
    return times;
  }
}
