type Line = [minute: number, name: string, way: 'in' | 'out'];

/** For how many minutes up to closing was exactly one person inside? */
function aloneMinutes(log: Line[], closing: number): number | undefined {
  return undefined;
}
