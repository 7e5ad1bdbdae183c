// fails: two who could be the same one, two of the choir could be one
const FIELDS = ['name', 'email', 'phone'];

/** Takes the first entry that matches, and does not look for a second one. */
function mergeBooks(choir, orchestra) {
  const ours = JSON.parse(choir).map(cleaned);
  const theirs = JSON.parse(orchestra).map(cleaned);

  const partners = new Map();
  const taken = new Set();
  for (const person of ours) {
    const found = theirs.find(other => !taken.has(other) && isMatch(person, other));
    if (found !== undefined) {
      partners.set(person, found);
      taken.add(found);
    }
  }
  const left = theirs.filter(person => !taken.has(person));

  const people = ours.map(person => {
    const partner = partners.get(person);
    return partner === undefined ? person : joined(person, partner);
  });
  const doubtful = ours
    .filter(person => !partners.has(person))
    .flatMap(person => left.map(other => doubt(person, other)))
    .filter(({ agree }) => agree.length > 0);
  return { people: [...people, ...left], doubtful };
}

function cleaned({ id, name, email, phone }) {
  return {
    ids: [id],
    name: name.trim().split(/\s+/).join(' '),
    email: (email ?? '').trim().toLowerCase() || null,
    phone: cleanedPhone(phone ?? '')
  };
}

function cleanedPhone(phone) {
  const compact = phone.replace(/[^0-9+]/g, '');
  return compact.replace(/^(?:\+44|0044)0?/, '0').replaceAll('+', '') || null;
}

function isSame(one, other, field) {
  const [mine, yours] = [one[field], other[field]];
  return mine !== null && yours !== null && mine.toLowerCase() === yours.toLowerCase();
}

function isDifferent(one, other, field) {
  return one[field] !== null && other[field] !== null && !isSame(one, other, field);
}

function isMatch(one, other) {
  const contacts = ['email', 'phone'];
  return (
    isSame(one, other, 'name') &&
    contacts.some(field => isSame(one, other, field)) &&
    !contacts.some(field => isDifferent(one, other, field))
  );
}

function doubt(one, other) {
  return {
    ids: [...one.ids, ...other.ids],
    agree: FIELDS.filter(field => isSame(one, other, field))
  };
}

function joined(one, other) {
  return {
    ids: [...one.ids, ...other.ids],
    name: one.name,
    email: one.email ?? other.email,
    phone: one.phone ?? other.phone
  };
}
