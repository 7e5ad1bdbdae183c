/** The labels in the order in which people would put them. */
function inShelfOrder(labels: string[]): string[] | undefined {
  return undefined;
}
