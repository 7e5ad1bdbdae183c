import { Kitchen } from './kitchen.js';

/** The screen at the door of a dining room. */
class Screen {
  constructor(plan, guests) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
    this.cache = new Map();
  }

  /** The dishes of the day for this guest, those without warnings first. */
  menu(name, day) {
    const guest = this.guests[name];
    const dishes = this.dishes(guest, day);
    for (const dish of dishes) {
      for (const food of dish.contains) {
        if (guest.avoids.includes(food)) {
          dish.warnings.push(food);
        }
      }
    }
    return dishes.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
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

  dishes(guest, day) {
    const key = `${guest.house}/${day}`;
    if (!this.cache.has(key)) {
      this.cache.set(key, this.kitchen.dishes(guest.house, day, guest.language));
    }
    return this.cache.get(key);
  }
}
