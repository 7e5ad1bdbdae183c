/** What the kitchens cook. This file belongs to them: read it, and leave it as it is. */

/** A dish as a kitchen plans it. */
export interface Planned {
  names: Record<string, string>;
  contains: string[];
}

export interface DayPlan {
  house: number;
  day: number;
  dishes: Planned[];
}

/** A dish as a screen shows it. */
export interface Dish {
  name: string;
  contains: string[];
  warnings: string[];
}

/** The kitchens of all houses. `plan` has the dishes of a house on a day. */
export class Kitchen {
  asked = 0;
  private plan: DayPlan[];

  constructor(plan: DayPlan[]) {
    this.plan = plan;
  }

  /** What a house cooks on a day, with the names of one language. This is slow. */
  dishes(house: number, day: number, language: string): Dish[] {
    this.asked += 1;
    const found = this.plan.find(each => each.house === house && each.day === day);
    return (found?.dishes ?? []).map(({ names, contains }) => ({
      name: names[language],
      contains,
      warnings: []
    }));
  }

  /** From now on the house cooks this on that day. */
  change(house: number, day: number, dishes: Planned[]): void {
    const others = this.plan.filter(each => each.house !== house || each.day !== day);
    this.plan = [...others, { house, day, dishes }];
  }
}
