/** The longest name of a bank. */
const LONGEST = 60;

/** What a bank is called that comes as a file of this name: small letters and digits, with `-` between words. */
export function bankName(file: string): string {
  const words = file
    .replace(/\.zip$/i, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  return words?.join('-').slice(0, LONGEST).replace(/-$/, '') ?? 'my-bank';
}
