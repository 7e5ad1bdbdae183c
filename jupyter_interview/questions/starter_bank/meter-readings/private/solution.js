/** The use of each month, from the text of a file with readings. */
function useByMonth(text) {
  const readings = readingsIn(text);
  const firsts = [...new Set(readings.map(({ date }) => date))].filter(isFirst);
  return firsts.slice(1).flatMap((end, at) => {
    const begin = firsts[at];
    const months = monthsBetween(begin.slice(0, 7), end.slice(0, 7));
    const use = counted(readings, begin, end) / months.length;
    return months.map(month => ({ month, use, estimated: months.length > 1 }));
  });
}

/** The readings by their dates; a later line corrects an earlier one. */
function readingsIn(text) {
  const readings = new Map();
  for (const line of text.split('\n').slice(1)) {
    const [date, meter, reading] = line.split(',');
    if (reading) {
      readings.set(`${date},${meter}`, { date, meter, reading: Number(reading) });
    }
  }
  return [...readings.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function isFirst(date) {
  return date.endsWith('-01');
}

/** What all meters together counted from one day to another. */
function counted(readings, begin, end) {
  const byMeter = new Map();
  for (const { date, meter, reading } of readings) {
    if (begin <= date && date <= end) {
      const [first] = byMeter.get(meter) ?? [reading];
      byMeter.set(meter, [first, reading]);
    }
  }
  return [...byMeter.values()].reduce((sum, [first, last]) => sum + last - first, 0);
}

/** The months from the first one up to the last one, which is not among them. */
function monthsBetween(begin, end) {
  let [year, month] = begin.split('-').map(Number);
  const names = [];
  for (let name = begin; name < end; name = nameOf(year, month)) {
    names.push(name);
    [year, month] = month < 12 ? [year, month + 1] : [year + 1, 1];
  }
  return names;
}

function nameOf(year, month) {
  return `${year}-${String(month).padStart(2, '0')}`;
}
