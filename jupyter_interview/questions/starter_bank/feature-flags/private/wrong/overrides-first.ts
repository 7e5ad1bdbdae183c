// fails: needs and overrides
interface Setting {
  percent: number;
  needs?: string;
}

class Flags {
  private readonly settings = new Map<string, Setting>();
  private readonly overrides = new Map<string, boolean>();

  constructor(settings: Record<string, Setting>) {
    for (const [name, setting] of Object.entries(settings)) {
      this.settings.set(name, { ...setting });
      this.setPercent(name, setting.percent);
    }
  }

  isOn(flag: string, user: string | null): boolean {
    const overridden = this.overrides.get(`${flag}:${user}`);
    if (overridden !== undefined) {
      return overridden;
    }
    const setting = this.settings.get(flag);
    if (setting === undefined || (setting.needs && !this.isOn(setting.needs, user))) {
      return false;
    }
    return user === null ? setting.percent === 100 : place(`${flag}:${user}`) < setting.percent;
  }

  usersWith(flag: string, users: string[]): string[] {
    return users.filter(user => this.isOn(flag, user));
  }

  setPercent(flag: string, percent: number): void {
    if (percent < 0 || percent > 100) {
      throw new RangeError(`${percent} is no percentage`);
    }
    this.known(flag).percent = percent;
  }

  override(flag: string, user: string, value: boolean | null): void {
    this.known(flag);
    if (value === null) {
      this.overrides.delete(`${flag}:${user}`);
    } else {
      this.overrides.set(`${flag}:${user}`, value);
    }
  }

  private known(flag: string): Setting {
    const setting = this.settings.get(flag);
    if (setting === undefined) {
      throw new Error(`There is no flag ${flag}`);
    }
    return setting;
  }
}

function place(text: string): number {
  return [...text].reduce((sum, each) => (sum * 37 + each.charCodeAt(0)) % 100, 0);
}
