/** Whether a link leads to the computer of whoever opens it, and so to the interview from nowhere else. */
export function leadsOnlyHere(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    /^(.*\.)?localhost$/.test(hostname) ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    ['[::1]', '0.0.0.0', '[::]'].includes(hostname)
  );
}
