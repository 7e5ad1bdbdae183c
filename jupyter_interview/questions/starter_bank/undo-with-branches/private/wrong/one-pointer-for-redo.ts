// fails: a jump across, the branch is gone
interface Version {
  number: number;
  text: string;
  before: Version | null;
  after: Version[];
  redo: Version | null;
}

/** Each version points to where redo goes. A jump sets one pointer only. */
class Versions {
  private current: Version;
  private lastNumber = 0;
  private readonly versions = new Map<number, Version>();

  constructor(text: string) {
    this.current = this.made(text, null);
  }

  write(text: string): number {
    if (text !== this.current.text) {
      const version = this.made(text, this.current);
      this.current.after.push(version);
      this.enter(version);
    }
    return this.current.number;
  }

  undo(): number {
    this.current = this.current.before ?? this.current;
    return this.current.number;
  }

  redo(): number {
    this.current = this.current.redo ?? this.current;
    return this.current.number;
  }

  go(number: number): number {
    this.enter(this.found(number));
    return number;
  }

  discard(number: number): number {
    const version = this.found(number);
    const { before } = version;
    if (before === null) {
      throw new Error('The first version cannot be discarded');
    }
    before.after = before.after.filter(each => each !== version);
    if (before.redo === version) {
      before.redo = before.after.at(-1) ?? null;
    }
    this.forget(version);
    if (!this.versions.has(this.current.number)) {
      this.current = before;
    }
    return this.current.number;
  }

  text(): string {
    return this.current.text;
  }

  following(): number[] {
    return this.current.after.map(version => version.number);
  }

  private enter(version: Version): void {
    this.current = version;
    if (version.before !== null) {
      version.before.redo = version;
    }
  }

  private made(text: string, before: Version | null): Version {
    this.lastNumber += 1;
    const version: Version = { number: this.lastNumber, text, before, after: [], redo: null };
    this.versions.set(version.number, version);
    return version;
  }

  private found(number: number): Version {
    const version = this.versions.get(number);
    if (version === undefined) {
      throw new Error(`There is no version ${number}`);
    }
    return version;
  }

  private forget(version: Version): void {
    this.versions.delete(version.number);
    version.after.forEach(each => this.forget(each));
  }
}
