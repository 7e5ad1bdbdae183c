/**
 * As whom this browser was in an interview by a login, so that it is the same person under another name
 * also where a server does not tell those apart who are logged in.
 */

const key = (server: string, sessionId: string): string =>
  `jupyter-interview:participant:${server}:${sessionId}`;

export function lastParticipant(server: string, sessionId: string): string | undefined {
  try {
    return localStorage.getItem(key(server, sessionId)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function rememberParticipant(server: string, sessionId: string, id: string): void {
  try {
    localStorage.setItem(key(server, sessionId), id);
  } catch {
    // A browser that keeps nothing joins by its name.
  }
}
