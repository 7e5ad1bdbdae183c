/** What the kitchens cook. This file belongs to them: read it, and leave it as it is. */

/** The kitchens of all houses. `plan` has the dishes of a house on a day. */
export class Kitchen {
  constructor(plan) {
    this.plan = plan;
    this.asked = 0;
  }

  /** What a house cooks on a day, with the names of one language. This is slow. */
  dishes(house, day, language) {
    this.asked += 1;
    const found = this.plan.find(each => each.house === house && each.day === day);
    return (found?.dishes ?? []).map(({ names, contains }) => ({
      name: names[language],
      contains,
      warnings: []
    }));
  }

  /** From now on the house cooks this on that day. */
  change(house, day, dishes) {
    const others = this.plan.filter(each => each.house !== house || each.day !== day);
    this.plan = [...others, { house, day, dishes }];
  }
}
