const PLACES = 100;

/** Where a user stands for a flag, from 0 to 99. All apps must agree about it. */
function placeOf(flag, user) {
  let number = 0;
  for (const character of `${flag}:${user}`) {
    number = (number * 37 + character.charCodeAt(0)) % PLACES;
  }
  return number;
}

/** One flag with its rules, as far as they do not ask for other flags. */
class Flag {
  #percent = 0;
  #overrides = new Map();

  constructor(name, { percent, needs = null }) {
    this.name = name;
    this.needs = needs;
    this.setPercent(percent);
  }

  setPercent(percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new RangeError(`${percent} is no percentage`);
    }
    this.#percent = percent;
  }

  override(user, value) {
    if (value === null) {
      this.#overrides.delete(user);
    } else {
      this.#overrides.set(user, value);
    }
  }

  isOn(user) {
    if (user === null) {
      return this.#percent === 100;
    }
    return this.#overrides.get(user) ?? placeOf(this.name, user) < this.#percent;
  }
}

/** What is new in the app, and who has it. */
class Flags {
  #flags = new Map();

  constructor(settings) {
    for (const [name, setting] of Object.entries(settings)) {
      this.#flags.set(name, new Flag(name, setting));
    }
  }

  isOn(flag, user) {
    const found = this.#flags.get(flag);
    if (found === undefined || (found.needs !== null && !this.isOn(found.needs, user))) {
      return false;
    }
    return found.isOn(user);
  }

  usersWith(flag, users) {
    return users.filter(user => this.isOn(flag, user));
  }

  setPercent(flag, percent) {
    this.#known(flag).setPercent(percent);
  }

  override(flag, user, value) {
    this.#known(flag).override(user, value);
  }

  #known(flag) {
    const found = this.#flags.get(flag);
    if (found === undefined) {
      throw new Error(`There is no flag ${flag}`);
    }
    return found;
  }
}
