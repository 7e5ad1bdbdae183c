/** A change of a text that was written for an older one, on the text as it is now. */

interface IEdit {
  start: number;
  end: number;
  text: string;
}

/**
 * `wanted` says what `base` shall become; the answer is what `now` becomes by the same edit. Where
 * both changed the same place, the command wins.
 */
export function rebase(base: string, wanted: string, now: string): string {
  if (base === now || wanted === now) {
    return wanted;
  }
  const command = editBetween(base, wanted);
  const others = editBetween(base, now);
  if (command.end <= others.start) {
    return replaced(now, command);
  }
  if (command.start >= others.end) {
    const moved = now.length - base.length;
    return replaced(now, { ...command, start: command.start + moved, end: command.end + moved });
  }
  return wanted;
}

function replaced(text: string, { start, end, text: by }: IEdit): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** The one edit between the first and the last difference. */
function editBetween(old: string, value: string): IEdit {
  const shorter = Math.min(old.length, value.length);
  let start = 0;
  while (start < shorter && old[start] === value[start]) {
    start++;
  }
  let same = 0;
  while (same < shorter - start && old.at(-1 - same) === value.at(-1 - same)) {
    same++;
  }
  return { start, end: old.length - same, text: value.slice(start, value.length - same) };
}
