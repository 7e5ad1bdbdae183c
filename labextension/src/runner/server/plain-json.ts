/**
 * JSON of our own messages, whatever a program has done to the built-ins: nothing but own properties
 * is looked at, so that a `toJSON` or a property that a program gives to all objects is not seen.
 */
const { stringify } = JSON;
const { isArray } = Array;
const { ownKeys } = Reflect;

export function plainJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    // A bigint, which a message never has, would ask its prototype.
    return typeof value === 'bigint' ? 'null' : (stringify(value) ?? 'null');
  }
  const isList = isArray(value);
  let text = '';
  const keys = ownKeys(value);
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (typeof key === 'string' && !(isList && key === 'length')) {
      const member = plainJson((value as Record<string, unknown>)[key]);
      text += `${text === '' ? '' : ','}${isList ? '' : `${stringify(key)}:`}${member}`;
    }
  }
  return isList ? `[${text}]` : `{${text}}`;
}
