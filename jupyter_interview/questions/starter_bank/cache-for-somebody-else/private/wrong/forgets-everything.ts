// fails: a change next door
import { Kitchen } from './kitchen.ts';
import type { DayPlan, Dish, Planned } from './kitchen.ts';

interface Guest {
  house: number;
  language: string;
  avoids: string[];
}

/** Empties the whole cache whenever one kitchen changes one day. */
class Screen {
  private readonly kitchen: Kitchen;
  private readonly guests: Record<string, Guest>;
  private readonly cache = new Map<string, Dish[]>();

  constructor(plan: DayPlan[], guests: Record<string, Guest>) {
    this.kitchen = new Kitchen(plan);
    this.guests = guests;
  }

  menu(name: string, day: number): Dish[] {
    const guest = this.guests[name];
    const shown = this.dishes(guest, day).map(dish => ({
      ...dish,
      warnings: dish.contains.filter(food => guest.avoids.includes(food))
    }));
    return shown.sort((a, b) => Number(a.warnings.length > 0) - Number(b.warnings.length > 0));
  }

  avoid(name: string, food: string): void {
    this.guests[name].avoids.push(food);
  }

  change(house: number, day: number, dishes: Planned[]): void {
    this.kitchen.change(house, day, dishes);
    this.cache.clear();
  }

  asked(): number {
    return this.kitchen.asked;
  }

  private dishes({ house, language }: Guest, day: number): Dish[] {
    const key = `${house}/${day}/${language}`;
    const cached = this.cache.get(key) ?? this.kitchen.dishes(house, day, language);
    this.cache.set(key, cached);
    return cached;
  }
}
