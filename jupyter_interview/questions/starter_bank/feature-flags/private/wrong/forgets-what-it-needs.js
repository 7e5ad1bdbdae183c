// fails: changing one of two
class Flags {
  constructor(settings) {
    this.settings = { ...settings };
    this.overrides = new Map();
    for (const { percent } of Object.values(settings)) {
      check(percent);
    }
  }

  isOn(flag, user) {
    const setting = this.settings[flag];
    if (!setting || (setting.needs && !this.isOn(setting.needs, user))) {
      return false;
    }
    if (user === null) {
      return setting.percent === 100;
    }
    const text = `${flag}:${user}`;
    return this.overrides.get(text) ?? place(text) < setting.percent;
  }

  usersWith(flag, users) {
    return users.filter(user => this.isOn(flag, user));
  }

  setPercent(flag, percent) {
    this.known(flag);
    check(percent);
    this.settings[flag] = { percent };
  }

  override(flag, user, value) {
    this.known(flag);
    this.overrides.set(`${flag}:${user}`, value);
  }

  known(flag) {
    if (!(flag in this.settings)) {
      throw new Error(`There is no flag ${flag}`);
    }
  }
}

function check(percent) {
  if (percent < 0 || percent > 100) {
    throw new RangeError(`${percent} is no percentage`);
  }
}

function place(text) {
  return [...text].reduce((sum, each) => (sum * 37 + each.charCodeAt(0)) % 100, 0);
}
