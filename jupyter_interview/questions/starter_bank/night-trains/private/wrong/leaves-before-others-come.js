// fails: one leaves and one arrives, in and out in one minute, leaves at midnight, a busy night
/** Gives a platform away in the minute in which its train leaves. */
function platformsNeeded(timetable) {
  const changes = [];
  let here = 0;
  for (const [, arrives, leaves] of timetable) {
    const [first, last] = [minuteOf(arrives), minuteOf(leaves)];
    changes.push([first, 1], [last, -1]);
    here += last < first ? 1 : 0;
  }
  changes.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  let most = here;
  for (const [, trains] of changes) {
    here += trains;
    most = Math.max(most, here);
  }
  return most;
}

function minuteOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
