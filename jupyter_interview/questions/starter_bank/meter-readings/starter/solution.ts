interface Month {
  /** Like 2026-01. */
  month: string;
  use: number;
  estimated: boolean;
}

/** The use of each month, from the text of a file with readings. */
function useByMonth(text: string): Month[] | undefined {
  return undefined;
}
