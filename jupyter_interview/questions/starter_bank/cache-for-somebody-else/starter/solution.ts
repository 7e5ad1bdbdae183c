import { Kitchen } from './kitchen.ts';
import type { DayPlan, Dish, Planned } from './kitchen.ts';

interface Guest {
  house: number;
  language: string;
  avoids: string[];
}

/** The screen at the door of a dining room. */
class Screen {
  private readonly kitchen: Kitchen;
  private readonly guests: Record<string, Guest>;
  private readonly cache = new Map<string, Dish[]>();

  constructor(plan: DayPlan[], guests: Record<string, Guest>) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
  }

  /** The dishes of the day for this guest, those without warnings first. */
  menu(name: string, day: number): Dish[] {
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
  avoid(name: string, food: string): void {
    this.guests[name].avoids.push(food);
  }

  /** The kitchen of the house cooks something else on that day. */
  change(house: number, day: number, dishes: Planned[]): void {
    this.kitchen.change(house, day, dishes);
    this.cache.delete(`${house}/${day}`);
  }

  /** How many times kitchens were asked so far. */
  asked(): number {
    return this.kitchen.asked;
  }

  private dishes(guest: Guest, day: number): Dish[] {
    const key = `${guest.house}/${day}`;
    const cached = this.cache.get(key) ?? this.kitchen.dishes(guest.house, day, guest.language);
    this.cache.set(key, cached);
    return cached;
  }
}
