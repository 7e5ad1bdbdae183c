/** A text, and the versions made from it; the one in whose branch one was last is the last. */
interface Version {
  readonly number: number;
  readonly text: string;
  readonly before: Version | null;
  after: Version[];
}

/**
 * Every version of a text, with a current one. From each version before the current one, redo leads
 * towards the current one. Whatever moves keeps that true.
 */
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
      this.current = version;
    }
    return this.current.number;
  }

  undo(): number {
    this.current = this.current.before ?? this.current;
    return this.current.number;
  }

  redo(): number {
    this.current = this.current.after.at(-1) ?? this.current;
    return this.current.number;
  }

  go(number: number): number {
    let version = this.found(number);
    this.current = version;
    while (version.before !== null) {
      const before: Version = version.before;
      before.after = [...without(before.after, version), version];
      version = before;
    }
    return number;
  }

  discard(number: number): number {
    const version = this.found(number);
    if (version.before === null) {
      throw new Error('The first version cannot be discarded');
    }
    version.before.after = without(version.before.after, version);
    this.forget(version);
    if (!this.versions.has(this.current.number)) {
      this.current = version.before;
    }
    return this.current.number;
  }

  text(): string {
    return this.current.text;
  }

  following(): number[] {
    return this.current.after.map(version => version.number).sort((a, b) => a - b);
  }

  private made(text: string, before: Version | null): Version {
    this.lastNumber += 1;
    const version: Version = { number: this.lastNumber, text, before, after: [] };
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

function without(versions: Version[], version: Version): Version[] {
  return versions.filter(each => each !== version);
}
