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

interface Doubt {
  ids: [choir: string, orchestra: string];
  agree: ('name' | 'email' | 'phone')[];
}

interface Book {
  people: Person[];
  doubtful: Doubt[];
}

/** One book of two, given as texts in JSON, and the pairs of which nobody can be sure. */
function mergeBooks(choir: string, orchestra: string): Book | undefined {
  return undefined;
}
