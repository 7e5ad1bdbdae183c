/** What is new in the app, and who has it. */
class Flags {
  constructor(settings) {
  }

  /** Whether this user has what is behind the flag. */
  isOn(flag, user) {
  }

  /** Those of the users for whom it is on. */
  usersWith(flag, users) {
  }

  /** Changes for how many it is on. */
  setPercent(flag, percent) {
  }

  /** Sees to it that a user has it or does not; null takes that back. */
  override(flag, user, value) {
  }
}
