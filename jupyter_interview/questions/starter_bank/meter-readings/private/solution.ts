interface Month {
  /** Like 2026-01. */
  month: string;
  use: number;
  estimated: boolean;
}

interface Reading {
  date: string;
  meter: string;
  count: number;
}

/** The use of each month, from the text of a file with readings. */
function useByMonth(text: string): Month[] {
  const readings = readingsIn(text);
  const dates = new Set(readings.map(({ date }) => date));
  const months: Month[] = [];
  let begin: string | null = null;
  for (const end of dates) {
    if (end.endsWith('-01')) {
      months.push(...(begin === null ? [] : monthsFrom(readings, begin, end)));
      begin = end;
    }
  }
  return months;
}

/** The readings by their dates; a later line corrects an earlier one. */
function readingsIn(text: string): Reading[] {
  const readings = new Map<string, Reading>();
  for (const line of text.split('\n').slice(1)) {
    const [date, meter, reading] = line.split(',');
    if (reading) {
      readings.set(`${date},${meter}`, { date, meter, count: Number(reading) });
    }
  }
  return [...readings.values()].sort((a, b) => a.date.localeCompare(b.date));
}

/** The months from one first day to another, between which there is no reading on a first day. */
function monthsFrom(readings: Reading[], begin: string, end: string): Month[] {
  const from = monthNumber(begin);
  const length = monthNumber(end) - from;
  const use = counted(readings, begin, end) / length;
  return Array.from({ length }, (_, at) => ({
    month: monthName(from + at),
    use,
    estimated: length > 1
  }));
}

/** What all meters together counted from one day to another. */
function counted(readings: Reading[], begin: string, end: string): number {
  const firsts = new Map<string, number>();
  const lasts = new Map<string, number>();
  for (const { date, meter, count } of readings) {
    if (begin <= date && date <= end) {
      firsts.set(meter, firsts.get(meter) ?? count);
      lasts.set(meter, count);
    }
  }
  let sum = 0;
  for (const [meter, last] of lasts) {
    sum += last - (firsts.get(meter) ?? last);
  }
  return sum;
}

/** How many months began between the year 0 and a date. */
function monthNumber(date: string): number {
  const [year, month] = date.split('-').map(Number);
  return year * 12 + month - 1;
}

function monthName(number: number): string {
  const month = String((number % 12) + 1).padStart(2, '0');
  return `${Math.floor(number / 12)}-${month}`;
}
