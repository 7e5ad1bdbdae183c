// fails: a change next door, house 1 and house 11
import { Kitchen } from './kitchen.js';

/** Makes a key of three parts that cannot be told apart. */
class Screen {
  constructor(plan, guests) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
    this.cache = new Map();
  }

  menu(name, day) {
    const guest = this.guests[name];
    const shown = this.dishes(guest, day).map(dish => ({
      ...dish,
      warnings: dish.contains.filter(food => guest.avoids.includes(food))
    }));
    return shown.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
  }

  avoid(name, food) {
    this.guests[name].avoids.push(food);
  }

  change(house, day, dishes) {
    this.kitchen.change(house, day, dishes);
    for (const key of [...this.cache.keys()]) {
      if (key.startsWith(`${house}${day}`)) {
        this.cache.delete(key);
      }
    }
  }

  asked() {
    return this.kitchen.asked;
  }

  dishes({ house, language }, day) {
    const key = `${house}${day}${language}`;
    if (!this.cache.has(key)) {
      this.cache.set(key, this.kitchen.dishes(house, day, language));
    }
    return this.cache.get(key);
  }
}
