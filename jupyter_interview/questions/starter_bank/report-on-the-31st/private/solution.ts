type Taking = [day: string, euros: number];

interface Comparison {
  now: number;
  day: string;
  then: number;
}

/** What the bicycle hire earned, beside what it earned in the months before. */
class Report {
  private readonly takings: Taking[];

  constructor(takings: Taking[]) {
    this.takings = takings;
  }

  /** This month up to today, and the month before up to the same day. */
  compare(today: string): Comparison {
    const day = monthsBefore(today, 1);
    return { now: this.soFar(today), day, then: this.soFar(day) };
  }

  /** Rows of today, the same day a month before, and so on. */
  trend(today: string, count: number): Taking[] {
    return Array.from({ length: count }, (_, months): Taking => {
      const day = monthsBefore(today, months);
      return [day, this.soFar(day)];
    });
  }

  /** What the month of this day brought up to it. */
  private soFar(last: string): number {
    const month = last.slice(0, 7);
    return this.takings
      .filter(([day]) => day.startsWith(month) && day <= last)
      .reduce((sum, [, euros]) => sum + euros, 0);
  }
}

/** The same day so many months before, or the last day of a month that is too short for it. */
function monthsBefore(today: string, months: number): string {
  const [year, month, day] = today.split('-').map(Number);
  const index = month - 1 - months;
  const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, index, Math.min(day, length))).toISOString().slice(0, 10);
}
