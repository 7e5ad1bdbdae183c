// fails: a very long corridor
/** Fills numbers up with zeros, as if none had more than three digits. */
function inShelfOrder(labels: string[]): string[] {
  const key = (label: string): string =>
    label.toLowerCase().replace(/[0-9]+/g, digits => digits.padStart(3, '0'));
  return [...labels].sort((one, other) => {
    if (key(one) === key(other)) {
      return 0;
    }
    return key(one) < key(other) ? -1 : 1;
  });
}
