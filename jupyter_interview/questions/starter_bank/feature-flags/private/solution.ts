interface Setting {
  percent: number;
  needs?: string;
}

const PLACES = 100;

/** Where a user stands for a flag, from 0 to 99. All apps must agree about it. */
function placeOf(flag: string, user: string): number {
  let number = 0;
  for (const character of `${flag}:${user}`) {
    number = (number * 37 + character.charCodeAt(0)) % PLACES;
  }
  return number;
}

function checkedPercent(percent: number): number {
  if (!(percent >= 0 && percent <= 100)) {
    throw new RangeError(`${percent} is no percentage`);
  }
  return percent;
}

interface Flag {
  percent: number;
  readonly needs: string | null;
  readonly overrides: Map<string, boolean>;
}

/** What is new in the app, and who has it. */
class Flags {
  private readonly flags = new Map<string, Flag>();

  constructor(settings: Record<string, Setting>) {
    for (const [name, { percent, needs }] of Object.entries(settings)) {
      const flag = { percent: checkedPercent(percent), needs: needs ?? null };
      this.flags.set(name, { ...flag, overrides: new Map() });
    }
  }

  isOn(flag: string, user: string | null): boolean {
    const found = this.flags.get(flag);
    if (found === undefined || (found.needs !== null && !this.isOn(found.needs, user))) {
      return false;
    }
    if (user === null) {
      return found.percent === 100;
    }
    return found.overrides.get(user) ?? placeOf(flag, user) < found.percent;
  }

  usersWith(flag: string, users: string[]): string[] {
    return users.filter(user => this.isOn(flag, user));
  }

  setPercent(flag: string, percent: number): void {
    this.known(flag).percent = checkedPercent(percent);
  }

  override(flag: string, user: string, value: boolean | null): void {
    const { overrides } = this.known(flag);
    if (value === null) {
      overrides.delete(user);
    } else {
      overrides.set(user, value);
    }
  }

  private known(flag: string): Flag {
    const found = this.flags.get(flag);
    if (found === undefined) {
      throw new Error(`There is no flag ${flag}`);
    }
    return found;
  }
}
