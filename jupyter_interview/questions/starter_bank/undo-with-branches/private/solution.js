/** A text, and the versions made from it; the one in whose branch one was last is the last. */
class Version {
  constructor(number, text, before) {
    this.number = number;
    this.text = text;
    this.before = before;
    this.after = [];
  }
}

/**
 * Every version of a text, with a current one. From each version before the current one, redo leads
 * towards the current one. Whatever moves keeps that true.
 */
class Versions {
  #current;
  #versions = new Map();
  #lastNumber = 1;

  constructor(text) {
    this.#current = new Version(1, text, null);
    this.#versions.set(1, this.#current);
  }

  write(text) {
    if (text !== this.#current.text) {
      this.#lastNumber += 1;
      const version = new Version(this.#lastNumber, text, this.#current);
      this.#versions.set(version.number, version);
      this.#current.after.push(version);
      this.#current = version;
    }
    return this.#current.number;
  }

  undo() {
    this.#current = this.#current.before ?? this.#current;
    return this.#current.number;
  }

  redo() {
    this.#current = this.#current.after.at(-1) ?? this.#current;
    return this.#current.number;
  }

  go(number) {
    this.#current = this.#found(number);
    for (let version = this.#current; version.before !== null; version = version.before) {
      const { before } = version;
      before.after = [...before.after.filter(each => each !== version), version];
    }
    return number;
  }

  discard(number) {
    const version = this.#found(number);
    const { before } = version;
    if (before === null) {
      throw new Error('The first version cannot be discarded');
    }
    before.after = before.after.filter(each => each !== version);
    this.#forget(version);
    if (!this.#versions.has(this.#current.number)) {
      this.#current = before;
    }
    return this.#current.number;
  }

  text() {
    return this.#current.text;
  }

  following() {
    return this.#current.after.map(version => version.number).sort((a, b) => a - b);
  }

  #found(number) {
    const version = this.#versions.get(number);
    if (version === undefined) {
      throw new Error(`There is no version ${number}`);
    }
    return version;
  }

  #forget(version) {
    this.#versions.delete(version.number);
    version.after.forEach(each => this.#forget(each));
  }
}
