// fails: Ada and then Bo, an allergy found today, a day without food, three guests in a row, a full dining room
import { Kitchen } from './kitchen.js';

/** Keeps the finished menu of each guest: right today, stale tomorrow, and hardly a cache. */
class Screen {
  constructor(plan, guests) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
    this.cache = new Map();
  }

  menu(name, day) {
    const key = `${name}/${day}`;
    if (!this.cache.has(key)) {
      const { house, language, avoids } = this.guests[name];
      const shown = this.kitchen.dishes(house, day, language).map(dish => ({
        ...dish,
        warnings: dish.contains.filter(food => avoids.includes(food))
      }));
      shown.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
      this.cache.set(key, shown);
    }
    return this.cache.get(key);
  }

  avoid(name, food) {
    this.guests[name].avoids.push(food);
  }

  change(house, day, dishes) {
    this.kitchen.change(house, day, dishes);
    for (const [name, guest] of Object.entries(this.guests)) {
      if (guest.house === house) {
        this.cache.delete(`${name}/${day}`);
      }
    }
  }

  asked() {
    return this.kitchen.asked;
  }
}
