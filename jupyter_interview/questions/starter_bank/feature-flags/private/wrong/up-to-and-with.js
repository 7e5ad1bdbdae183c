// fails: the last place that has it
class Flags {
  constructor(settings) {
    this.flags = new Map();
    for (const [name, { percent, needs }] of Object.entries(settings)) {
      this.flags.set(name, { percent: this.checked(percent), needs, overrides: {} });
    }
  }

  isOn(flag, user) {
    const found = this.flags.get(flag);
    if (!found || (found.needs && !this.isOn(found.needs, user))) {
      return false;
    }
    if (user === null) {
      return found.percent === 100;
    }
    return found.overrides[user] ?? this.place(flag, user) <= found.percent;
  }

  usersWith(flag, users) {
    return users.filter(user => this.isOn(flag, user));
  }

  setPercent(flag, percent) {
    this.known(flag).percent = this.checked(percent);
  }

  override(flag, user, value) {
    this.known(flag).overrides[user] = value;
  }

  place(flag, user) {
    return [...`${flag}:${user}`].reduce((sum, each) => (sum * 37 + each.charCodeAt(0)) % 100, 0);
  }

  checked(percent) {
    if (percent < 0 || percent > 100) {
      throw new RangeError(`${percent} is no percentage`);
    }
    return percent;
  }

  known(flag) {
    if (!this.flags.has(flag)) {
      throw new Error(`There is no flag ${flag}`);
    }
    return this.flags.get(flag);
  }
}
