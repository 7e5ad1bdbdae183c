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
    const day = monthBefore(today);
    return { now: this.soFar(today), day, then: this.soFar(day) };
  }

  /** Rows of today, the same day a month before, and so on. */
  trend(today: string, count: number): Taking[] {
    const rows: Taking[] = [];
    let day = today;
    for (let row = 0; row < count; row++) {
      rows.push([day, this.soFar(day)]);
      day = monthBefore(day);
    }
    return rows;
  }

  /** What the month of this day brought up to it. */
  private soFar(last: string): number {
    const month = last.slice(0, 7);
    return this.takings
      .filter(([day]) => day.startsWith(month) && day <= last)
      .reduce((sum, [, euros]) => sum + euros, 0);
  }
}

/** The same day of the month before. */
function monthBefore(day: string): string {
  const date = new Date(day); // midnight of UTC
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 10);
}
