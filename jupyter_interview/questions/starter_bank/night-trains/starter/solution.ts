type Line = [train: string, arrives: string, leaves: string];

/** How many platforms are needed so that every train finds a free one? */
function platformsNeeded(timetable: Line[]): number | undefined {
  return undefined;
}
