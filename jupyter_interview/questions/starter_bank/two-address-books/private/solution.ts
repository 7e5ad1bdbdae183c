/** An entry of a file. */
interface Entry {
  id: string;
  name: string;
  email?: string | null;
  phone?: string | null;
}

interface Person {
  ids: string[];
  name: string;
  email: string | null;
  phone: string | null;
}

type Field = 'name' | 'email' | 'phone';

interface Doubt {
  ids: string[];
  agree: Field[];
}

interface Book {
  people: Person[];
  doubtful: Doubt[];
}

const CONTACTS: readonly Field[] = ['email', 'phone'];
const FIELDS: readonly Field[] = ['name', ...CONTACTS];

function mergeBooks(choir: string, orchestra: string): Book {
  const ours = (JSON.parse(choir) as Entry[]).map(cleaned);
  const theirs = (JSON.parse(orchestra) as Entry[]).map(cleaned);

  const partners = new Map<Person, Person>();
  for (const person of ours) {
    const [found, ...more] = theirs.filter(other => isMatch(person, other));
    if (found !== undefined && more.length === 0 && isOnlyMatch(found, ours)) {
      partners.set(person, found);
    }
  }
  const taken = new Set(partners.values());
  const left = theirs.filter(person => !taken.has(person));

  const people = ours.map(person => {
    const partner = partners.get(person);
    return partner === undefined ? person : joined(person, partner);
  });
  const doubtful: Doubt[] = [];
  for (const person of ours.filter(each => !partners.has(each))) {
    for (const other of left) {
      const agree = FIELDS.filter(field => isSame(person[field], other[field]));
      if (agree.length > 0) {
        doubtful.push({ ids: [...person.ids, ...other.ids], agree });
      }
    }
  }
  return { people: [...people, ...left], doubtful };
}

function isOnlyMatch(person: Person, others: Person[]): boolean {
  return others.filter(other => isMatch(other, person)).length === 1;
}

function cleaned({ id, name, email, phone }: Entry): Person {
  return {
    ids: [id],
    name: name.trim().split(/\s+/).join(' '),
    email: (email ?? '').trim().toLowerCase() || null,
    phone: cleanedPhone(phone ?? '')
  };
}

function cleanedPhone(phone: string): string | null {
  const compact = phone.replace(/[^0-9+]/g, '');
  const national = compact.replace(/^(?:\+44|0044)0?/, '0');
  return national.replaceAll('+', '') || null;
}

/** Whether both are there, and the same. */
function isSame(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}

function isDifferent(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && !isSame(one, other);
}

function isMatch(one: Person, other: Person): boolean {
  return (
    isSame(one.name, other.name) &&
    CONTACTS.some(field => isSame(one[field], other[field])) &&
    !CONTACTS.some(field => isDifferent(one[field], other[field]))
  );
}

function joined(one: Person, other: Person): Person {
  return {
    ids: [...one.ids, ...other.ids],
    name: one.name,
    email: one.email ?? other.email,
    phone: one.phone ?? other.phone
  };
}
