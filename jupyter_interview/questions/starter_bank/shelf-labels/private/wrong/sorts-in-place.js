// fails: the list afterwards
/** Changes the list that it is given. */
function inShelfOrder(labels) {
  return labels.sort((one, other) => compareLabels(partsOf(one), partsOf(other)));
}

function partsOf(label) {
  const parts = label.toLowerCase().match(/[0-9]+|[a-z]+/g) ?? [];
  return parts.map(part => (/[0-9]/.test(part) ? Number(part) : part));
}

function compareLabels(parts, others) {
  for (let at = 0; at < Math.min(parts.length, others.length); at += 1) {
    const [part, other] = [parts[at], others[at]];
    if (typeof part !== typeof other) {
      return typeof part === 'number' ? -1 : 1;
    }
    if (part !== other) {
      return part < other ? -1 : 1;
    }
  }
  return parts.length - others.length;
}
