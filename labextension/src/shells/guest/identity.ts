/** The name that the Jupyter server knows this person by. */

interface IMe {
  identity?: { display_name?: unknown; name?: unknown };
}

export async function displayName(baseUrl: string): Promise<string> {
  const answer = await fetch(`${baseUrl}api/me`, { credentials: 'same-origin' });
  const { identity } = answer.ok ? ((await answer.json()) as IMe) : {};
  const name = identity?.display_name ?? identity?.name;
  return typeof name === 'string' && name !== '' ? name : 'Interviewer';
}
