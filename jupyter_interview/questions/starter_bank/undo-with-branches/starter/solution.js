/** Every version of a text, with a current one. */
class Versions {
  constructor(text) {
  }

  /** Makes a new version from the current one. */
  write(text) {
  }

  /** Goes back to the version that the current one was made from. */
  undo() {
  }

  /** Goes on into the branch in which one was last. */
  redo() {
  }

  /** Makes any version the current one. */
  go(number) {
  }

  /** Removes a version and all that was made from it. */
  discard(number) {
  }

  /** The text of the current version. */
  text() {
  }

  /** The numbers of the versions that were made directly from the current one. */
  following() {
  }
}
