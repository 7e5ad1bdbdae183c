interface Setting {
  percent: number;
  needs?: string;
}

/** What is new in the app, and who has it. */
class Flags {
  constructor(settings: Record<string, Setting>) {
  }

  /** Whether this user has what is behind the flag. */
  isOn(flag: string, user: string | null): boolean | undefined {
    return undefined;
  }

  /** Those of the users for whom it is on. */
  usersWith(flag: string, users: string[]): string[] | undefined {
    return undefined;
  }

  /** Changes for how many it is on. */
  setPercent(flag: string, percent: number): void {
  }

  /** Sees to it that a user has it or does not; null takes that back. */
  override(flag: string, user: string, value: boolean | null): void {
  }
}
