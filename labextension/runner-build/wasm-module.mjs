// Reads a WebAssembly module as far as its functions can be wrapped, and writes it again.
//
// A function is wrapped by giving its index to a new body and moving the old body to the end, so
// that no index changes and every call, direct or through a table, meets the wrapper.

const SECTION = { type: 1, import: 2, function: 3, memory: 5, global: 6, export: 7, code: 10 };
const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
const I32 = 0x7f;

/** Opcodes with one immediate number, by what this reader has to step over. */
const ONE_IMMEDIATE = new Set([
  ...[0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x14, 0x15, 0x18],
  ...[0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2]
]);
const NO_IMMEDIATE = op =>
  op <= 0x01 || op === 0x05 || op === 0x0b || op === 0x0f || (op >= 0x19 && op <= 0x1b);

class Reader {
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      result |= (byte & 127) << shift;
      if (byte < 128) {
        return result >>> 0;
      }
    }
  }

  take(length) {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  text() {
    return Buffer.from(this.take(this.number())).toString();
  }

  list(read) {
    return Array.from({ length: this.number() }, () => read());
  }
}

/** An unsigned number as LEB128. */
export function leb(value) {
  const bytes = [];
  do {
    const byte = value & 127;
    value >>>= 7;
    bytes.push(value ? byte | 128 : byte);
  } while (value);
  return bytes;
}

/** A number as signed LEB128, as constants are written. */
export function signedLeb(value) {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value >>= 7;
    if ((value === 0 && !(byte & 64)) || (value === -1 && byte & 64)) {
      return [...bytes, byte];
    }
    bytes.push(byte | 128);
  }
}

/**
 * The module with a memory of its own that never grows beyond so many pages. A module may grow its
 * memory by an instruction, which no script can forbid.
 */
export function withMemoryLimit(bytes, pages) {
  const reader = new Reader(bytes, 8);
  const parts = [bytes.subarray(0, 8)];
  let isLimited = false;
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = reader.byte();
    const section = reader.take(reader.number());
    if (id !== SECTION.memory) {
      parts.push(bytes.subarray(start, reader.at));
      continue;
    }
    const memory = new Reader(section);
    const [count, flags, least] = [memory.number(), memory.number(), memory.number()];
    if (count !== 1 || flags > 1 || least > pages) {
      throw new Error('a memory that cannot be limited');
    }
    const content = [1, 1, ...leb(least), ...leb(pages)];
    parts.push(Buffer.from([id, ...leb(content.length), ...content]));
    isLimited = true;
  }
  if (!isLimited) {
    throw new Error('a module without a memory of its own');
  }
  return Buffer.concat(parts);
}

export class WasmModule {
  constructor(bytes) {
    this._sections = [];
    const reader = new Reader(bytes, 8);
    this._head = bytes.subarray(0, 8);
    while (reader.at < bytes.length) {
      const id = reader.byte();
      this._sections.push({ id, bytes: reader.take(reader.number()) });
    }
    this.types = this._read(SECTION.type, r => r.list(() => readType(r)));
    const imports = this._read(SECTION.import, r => r.list(() => readImport(r)));
    this.importedFunctions = imports.filter(kind => kind === KIND.function).length;
    this._importedGlobals = imports.filter(kind => kind === KIND.global).length;
    this._typeOf = this._read(SECTION.function, r => r.list(() => r.number()));
    this.exports = this._read(SECTION.export, r =>
      r.list(() => ({ name: r.text(), kind: r.byte(), index: r.number() }))
    );
    this._bodies = this._read(SECTION.code, r => r.list(() => r.take(r.number())));
    this._globals = this._read(SECTION.global, r => ({
      count: r.number(),
      rest: r.bytes.subarray(r.at)
    }));
    this._newGlobals = [];
  }

  /** The index of what is exported under this name. */
  exported(name) {
    const found = this.exports.find(entry => entry.name === name);
    if (found === undefined) {
      throw new Error(`the module exports no ${name}`);
    }
    return found.index;
  }

  get functions() {
    return this._bodies.map((_, index) => index + this.importedFunctions);
  }

  /** The index of its type, and the type: how many parameters and results. */
  typeOf(index) {
    const type = this._typeOf[index - this.importedFunctions];
    return { type, ...this.types[type] };
  }

  /** How many local variables a function has, and which functions it calls by name. */
  body(index) {
    return readBody(this._bodies[index - this.importedFunctions]);
  }

  /** Adds an exported variable, a number that starts as 0. */
  addGlobal(name) {
    const index = this._importedGlobals + this._globals.count + this._newGlobals.length;
    this._newGlobals.push([I32, 1, 0x41, 0, 0x0b]);
    this.exports.push({ name, kind: KIND.global, index });
    return index;
  }

  exportFunction(name, index) {
    this.exports.push({ name, kind: KIND.function, index });
  }

  /** Gives a function the body that `make` returns for the new index of the old one. */
  wrap(index, make) {
    const moved = this.importedFunctions + this._bodies.length;
    this._typeOf.push(this._typeOf[index - this.importedFunctions]);
    this._bodies.push(this._bodies[index - this.importedFunctions]);
    this._bodies[index - this.importedFunctions] = Uint8Array.from(make(moved));
    return moved;
  }

  write() {
    const contents = {
      [SECTION.function]: () => Buffer.from([this._typeOf.length, ...this._typeOf].flatMap(leb)),
      [SECTION.global]: () =>
        Buffer.concat([
          Buffer.from(leb(this._globals.count + this._newGlobals.length)),
          this._globals.rest,
          Buffer.from(this._newGlobals.flat())
        ]),
      [SECTION.export]: () =>
        Buffer.concat([
          Buffer.from(leb(this.exports.length)),
          ...this.exports.map(({ name, kind, index }) => {
            const text = Buffer.from(name);
            return Buffer.from([...leb(text.length), ...text, kind, ...leb(index)]);
          })
        ]),
      [SECTION.code]: () =>
        Buffer.concat([
          Buffer.from(leb(this._bodies.length)),
          ...this._bodies.flatMap(body => [Buffer.from(leb(body.length)), body])
        ])
    };
    const sections = this._sections.flatMap(({ id, bytes }) => {
      const content = contents[id]?.() ?? bytes;
      return [Buffer.from([id, ...leb(content.length)]), content];
    });
    return Buffer.concat([this._head, ...sections]);
  }

  _read(id, read) {
    return read(new Reader(this._sections.find(section => section.id === id).bytes));
  }
}

function readType(reader) {
  if (reader.byte() !== 0x60) {
    throw new Error('a type that is no function');
  }
  const parameters = reader.list(() => reader.byte());
  return { parameters, results: reader.list(() => reader.byte()) };
}

function readImport(reader) {
  reader.text();
  reader.text();
  const kind = reader.byte();
  if (kind === KIND.table || kind === KIND.memory) {
    if (kind === KIND.table) {
      reader.byte();
    }
    const flags = reader.number();
    reader.number();
    if (flags & 1) {
      reader.number();
    }
  } else if (kind === KIND.global) {
    reader.take(2);
  } else {
    if (kind === KIND.tag) {
      reader.byte();
    }
    reader.number();
  }
  return kind;
}

function readBody(bytes) {
  const reader = new Reader(bytes);
  let locals = 0;
  reader.list(() => {
    locals += reader.number();
    reader.byte();
  });
  const calls = new Set();
  while (reader.at < bytes.length) {
    const op = reader.byte();
    if (op === 0x10) {
      calls.add(reader.number());
    } else if (op === 0x11 || (op >= 0x28 && op <= 0x3e)) {
      reader.number();
      reader.number();
    } else if (op === 0x0e) {
      reader.list(() => reader.number());
      reader.number();
    } else if (op === 0x1c) {
      reader.list(() => reader.byte());
    } else if (op === 0x43 || op === 0x44) {
      reader.take(op === 0x43 ? 4 : 8);
    } else if (op === 0xfc) {
      const kind = reader.number();
      const immediates = kind < 8 ? 0 : [8, 10, 12, 14].includes(kind) ? 2 : 1;
      Array.from({ length: immediates }, () => reader.number());
    } else if (ONE_IMMEDIATE.has(op)) {
      reader.number();
    } else if (!NO_IMMEDIATE(op) && !(op >= 0x45 && op <= 0xc4) && op !== 0xd1) {
      throw new Error(`an instruction this reader does not know: ${op.toString(16)}`);
    }
  }
  if (reader.at !== bytes.length) {
    throw new Error('a function that was read wrongly');
  }
  return { locals, calls };
}
