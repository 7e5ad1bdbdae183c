import { Kitchen } from './kitchen.js';

/** The screen at the door of a dining room. */
class Screen {
  constructor(plan, guests) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
    /** For each house and day, what its kitchen said, by language. Nothing in here is changed. */
    this.cache = new Map();
  }

  /** The dishes of the day for this guest, those without warnings first. */
  menu(name, day) {
    const guest = this.guests[name];
    const shown = this.dishes(guest, day).map(dish => shownTo(guest, dish));
    return shown.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
  }

  /** From now on this guest must avoid that, too. */
  avoid(name, food) {
    this.guests[name].avoids.push(food);
  }

  /** The kitchen of the house cooks something else on that day. */
  change(house, day, dishes) {
    this.kitchen.change(house, day, dishes);
    this.cache.delete(`${house}/${day}`);
  }

  /** How many times kitchens were asked so far. */
  asked() {
    return this.kitchen.asked;
  }

  dishes({ house, language }, day) {
    const key = `${house}/${day}`;
    const byLanguage = this.cache.get(key) ?? new Map();
    this.cache.set(key, byLanguage);
    if (!byLanguage.has(language)) {
      byLanguage.set(language, this.kitchen.dishes(house, day, language));
    }
    return byLanguage.get(language);
  }
}

/** A dish of its own for one guest. */
function shownTo({ avoids }, { name, contains }) {
  const warnings = contains.filter(food => avoids.includes(food));
  return { name, contains: [...contains], warnings };
}
