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
  /** For each house and day, what its kitchen said, by language. Nothing in here is changed. */
  private readonly cache = new Map<string, Map<string, readonly Dish[]>>();

  constructor(plan: DayPlan[], guests: Record<string, Guest>) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
  }

  /** The dishes of the day for this guest, those without warnings first. */
  menu(name: string, day: number): Dish[] {
    const guest = this.guests[name];
    const shown = this.dishes(guest, day).map(dish => shownTo(guest, dish));
    return shown.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
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

  private dishes({ house, language }: Guest, day: number): readonly Dish[] {
    const key = `${house}/${day}`;
    const byLanguage = this.cache.get(key) ?? new Map<string, readonly Dish[]>();
    this.cache.set(key, byLanguage);
    const cached = byLanguage.get(language) ?? this.kitchen.dishes(house, day, language);
    byLanguage.set(language, cached);
    return cached;
  }
}

/** A dish of its own for one guest. */
function shownTo({ avoids }: Guest, { name, contains }: Dish): Dish {
  const warnings = contains.filter(food => avoids.includes(food));
  return { name, contains: [...contains], warnings };
}
