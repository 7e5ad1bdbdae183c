/** The links of a class as CSV, for a spreadsheet or a mail merge. */
import { csvOf } from '../../model/spreadsheet';

export interface INamedLink {
  name: string;
  sessionId: string;
  url: string;
}

export function linksCsv(links: readonly INamedLink[]): string {
  const rows = links.map(({ name, sessionId, url }) => [name, sessionId, url]);
  return csvOf([['name', 'interview', 'link'], ...rows]);
}
