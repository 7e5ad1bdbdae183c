/** What an invite link says: which interview at which server, and the secret that opens it. */

export interface IInvitation {
  /** The Jupyter server's address, with a slash at its end. */
  server: string;
  sessionId: string;
  secret: string;
}

const PATH = /^(.*\/)interview\/join\/([A-Za-z0-9_-]{8,64})$/;

/** Null for what is no invite link, or not a whole one. */
export function readInvitation(link: string): IInvitation | null {
  if (!URL.canParse(link.trim())) {
    return null;
  }
  const { protocol, origin, pathname, hash } = new URL(link.trim());
  const found = PATH.exec(pathname);
  const secret = hash.slice(1);
  if (!/^https?:$/.test(protocol) || found === null || secret === '') {
    return null;
  }
  return { server: origin + found[1], sessionId: found[2], secret };
}
