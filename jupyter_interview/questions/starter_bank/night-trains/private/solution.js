const DAY = 24 * 60;

function platformsNeeded(timetable) {
  const changes = new Array(DAY + 1).fill(0);
  for (const [, arrives, leaves] of timetable) {
    const first = minuteOf(arrives);
    const last = minuteOf(leaves);
    changes[first] += 1;
    changes[last + 1] -= 1;
    if (last < first) {
      changes[0] += 1; // It came yesterday.
    }
  }
  let here = 0;
  let most = 0;
  for (const change of changes) {
    here += change;
    most = Math.max(most, here);
  }
  return most;
}

function minuteOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
