type Line = [path: string, hash: string];
type Changes = {
  added: string[];
  removed: string[];
  changed: string[];
  moved: [from: string, to: string][];
};

/** What was added, removed, changed and moved between two listings. */
function whatChanged(before: Line[], after: Line[]): Changes | undefined {
  return undefined;
}
