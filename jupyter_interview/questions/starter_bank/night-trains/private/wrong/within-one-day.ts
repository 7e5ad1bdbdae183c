// fails: over midnight, early and late, a long pause, nearly a day, leaves at midnight, all through the night, a busy night
type Line = [train: string, arrives: string, leaves: string];

/** Sorts arrivals and departures by themselves, as if all happened on one day. */
function platformsNeeded(timetable: Line[]): number {
  const arrivals = timetable.map(([, arrives]) => arrives).sort();
  const departures = timetable.map(([, , leaves]) => leaves).sort();
  let here = 0;
  let most = 0;
  let next = 0;
  for (const arrival of arrivals) {
    while (next < departures.length && departures[next] < arrival) {
      here -= 1;
      next += 1;
    }
    here += 1;
    most = Math.max(most, here);
  }
  return most;
}
