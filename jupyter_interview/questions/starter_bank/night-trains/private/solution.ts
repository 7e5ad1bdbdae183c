type Line = [train: string, arrives: string, leaves: string];
type Change = { minute: number; trains: 1 | -1 };

function platformsNeeded(timetable: Line[]): number {
  const changes: Change[] = [];
  let here = 0;
  for (const [, arrives, leaves] of timetable) {
    const [first, last] = [minuteOf(arrives), minuteOf(leaves)];
    changes.push({ minute: first, trains: 1 }, { minute: last, trains: -1 });
    here += last < first ? 1 : 0;
  }
  // In the same minute, trains arrive before others leave.
  changes.sort((one, other) => one.minute - other.minute || other.trains - one.trains);
  let most = here;
  for (const { trains } of changes) {
    here += trains;
    most = Math.max(most, here);
  }
  return most;
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
