function inShelfOrder(labels) {
  return labels
    .map(label => ({ label, parts: partsOf(label) }))
    .sort((one, other) => compareLabels(one.parts, other.parts))
    .map(({ label }) => label);
}

/** The numbers and words of a label, from the left. */
function partsOf(label) {
  const parts = label.toLowerCase().match(/[0-9]+|[a-z]+/g) ?? [];
  return parts.map(part => (/[0-9]/.test(part) ? Number(part) : part));
}

function compareLabels(parts, others) {
  for (let at = 0; at < parts.length && at < others.length; at += 1) {
    const order = compareParts(parts[at], others[at]);
    if (order !== 0) {
      return order;
    }
  }
  return parts.length - others.length;
}

function compareParts(part, other) {
  if (typeof part !== typeof other) {
    return typeof part === 'number' ? -1 : 1;
  }
  if (part === other) {
    return 0;
  }
  return part < other ? -1 : 1;
}
