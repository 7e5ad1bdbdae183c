// fails: misread
type Reading = [date: string, meter: string, count: number];

function useByMonth(text: string): object[] {
  const readings: Reading[] = [];
  for (const line of text.split('\n').slice(1)) {
    const [date, meter, count] = line.split(',');
    if (count && !readings.some(each => each[0] === date && each[1] === meter)) {
      readings.push([date, meter, Number(count)]);
    }
  }
  readings.sort(([a], [b]) => a.localeCompare(b));
  const dates = [...new Set(readings.map(([date]) => date))];
  const firsts = dates.filter(date => date.endsWith('-01'));
  return firsts.slice(1).flatMap((end, at) => {
    const begin = firsts[at];
    const counts = new Map<string, number[]>();
    for (const [date, meter, count] of readings) {
      if (begin <= date && date <= end) {
        counts.set(meter, [...(counts.get(meter) ?? []), count]);
      }
    }
    let use = 0;
    for (const each of counts.values()) {
      use += each[each.length - 1] - each[0];
    }
    const from = monthNumber(begin);
    const length = monthNumber(end) - from;
    return Array.from({ length }, (_, month) => ({
      month: monthName(from + month),
      use: use / length,
      estimated: length > 1
    }));
  });
}

function monthNumber(date: string): number {
  const [year, month] = date.split('-');
  return Number(year) * 12 + Number(month) - 1;
}

function monthName(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
