/** Reads an invite link: which interview at which server, and the secret that opens it. */

export interface IInvitation {
  /** The Jupyter server's address, with a slash at its end. */
  server: string;
  sessionId: string;
  secret: string;
}

const PATH = /^(.*\/)interview\/join\/([A-Za-z0-9_-]{8,64})$/;

/** How mail programs write the hash. */
const ENCODED_HASH = /%(?:25)*23/;

const BRACKETS = /^[<("']+/;

/** The secret, without what stands behind the link in a sentence. */
const SECRET = /^[\w-]+/;

/** Null for a text that is no invite link, or not a whole one. */
export function readInvitation(link: string): IInvitation | null {
  const address = link.trim().replace(BRACKETS, '').replace(ENCODED_HASH, '#');
  if (!URL.canParse(address)) {
    return null;
  }
  const { protocol, origin, pathname, hash } = new URL(address);
  const found = PATH.exec(pathname);
  const [secret] = SECRET.exec(hash.slice(1)) ?? [''];
  if (!/^https?:$/.test(protocol) || found === null || secret === '') {
    return null;
  }
  return { server: origin + found[1], sessionId: found[2], secret };
}
