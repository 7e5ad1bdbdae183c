// fails: the older of two branches, a jump across, a jump to the middle, the branch is gone
class Versions {
  constructor(text) {
    this.current = { number: 1, text, before: null, after: [] };
    this.versions = new Map([[1, this.current]]);
    this.lastNumber = 1;
  }

  write(text) {
    if (text !== this.current.text) {
      this.lastNumber += 1;
      const version = { number: this.lastNumber, text, before: this.current, after: [] };
      this.versions.set(version.number, version);
      this.current.after.push(version);
      this.current = version;
    }
    return this.current.number;
  }

  undo() {
    this.current = this.current.before ?? this.current;
    return this.current.number;
  }

  redo() {
    this.current = this.current.after.at(-1) ?? this.current;
    return this.current.number;
  }

  go(number) {
    this.current = this.found(number);
    return number;
  }

  discard(number) {
    const version = this.found(number);
    const { before } = version;
    if (before === null) {
      throw new Error('The first version cannot be discarded');
    }
    before.after = before.after.filter(each => each !== version);
    this.forget(version);
    if (!this.versions.has(this.current.number)) {
      this.current = before;
    }
    return this.current.number;
  }

  text() {
    return this.current.text;
  }

  following() {
    return this.current.after.map(version => version.number);
  }

  found(number) {
    if (!this.versions.has(number)) {
      throw new Error(`There is no version ${number}`);
    }
    return this.versions.get(number);
  }

  forget(version) {
    this.versions.delete(version.number);
    version.after.forEach(each => this.forget(each));
  }
}
