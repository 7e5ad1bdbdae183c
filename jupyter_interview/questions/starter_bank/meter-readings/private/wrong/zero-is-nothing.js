// fails: a new meter and nobody there, bad luck with meters
function useByMonth(text) {
  const readings = new Map();
  for (const line of text.split('\n').slice(1)) {
    const [date, meter, written] = line.split(',');
    const reading = Number(written);
    if (reading) {
      readings.set(`${date} ${meter}`, { date, meter, reading });
    }
  }
  const sorted = [...readings.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const firsts = sorted.map(({ date }) => date).filter(date => date.endsWith('-01'));
  const result = [];
  for (const [at, end] of firsts.entries()) {
    const begin = firsts[at - 1];
    if (begin === undefined || begin === end) {
      continue;
    }
    const meters = {};
    for (const { date, meter, reading } of sorted) {
      if (begin <= date && date <= end) {
        meters[meter] ??= { first: reading };
        meters[meter].last = reading;
      }
    }
    const use = Object.values(meters).reduce((sum, { first, last }) => sum + last - first, 0);
    const count = monthNumber(end) - monthNumber(begin);
    for (let month = monthNumber(begin); month < monthNumber(end); month++) {
      const name = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
      result.push({ month: name, use: use / count, estimated: count > 1 });
    }
  }
  return result;
}

function monthNumber(date) {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}
