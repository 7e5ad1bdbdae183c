/** What the bicycle hire earned, beside what it earned in the months before. */
class Report {
  constructor(takings) {
    this.takings = takings;
  }

  /** This month up to today, and the month before up to the same day. */
  compare(today) {
    const day = monthsBefore(today, 1);
    return { now: this.soFar(today), day, then: this.soFar(day) };
  }

  /** Rows of today, the same day a month before, and so on. */
  trend(today, count) {
    return Array.from({ length: count }, (_, months) => {
      const day = monthsBefore(today, months);
      return [day, this.soFar(day)];
    });
  }

  /** What the month of this day brought up to it. */
  soFar(last) {
    const month = last.slice(0, 7);
    return this.takings
      .filter(([day]) => day.startsWith(month) && day <= last)
      .reduce((sum, [, euros]) => sum + euros, 0);
  }
}

/** The same day so many months before, or the last day of a month that is too short for it. */
function monthsBefore(today, months) {
  const [year, month, day] = today.split('-').map(Number);
  const index = month - 1 - months;
  const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, index, Math.min(day, length))).toISOString().slice(0, 10);
}
