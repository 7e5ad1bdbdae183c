/** Links as CSV, in which no spreadsheet sees formulas; the twin of the server's `domain/spreadsheet.py`. */

export interface INamedLink {
  name: string;
  sessionId: string;
  url: string;
}

export function linksCsv(links: readonly INamedLink[]): string {
  const rows = links.map(({ name, sessionId, url }) => [name, sessionId, url]);
  return [['name', 'interview', 'link'], ...rows]
    .map(row => `${row.map(cell => quoted(harmless(cell))).join(',')}\r\n`)
    .join('');
}

function harmless(cell: string): string {
  return cell.replace(/(^|[;\t])(?= *[=+@＝＋－＠-]|[\t\r\n])/g, "$1'");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
