/** Every version of a text, with a current one. */
class Versions {
  constructor(text: string) {
  }

  /** Makes a new version from the current one. */
  write(text: string): number | undefined {
    return undefined;
  }

  /** Goes back to the version that the current one was made from. */
  undo(): number | undefined {
    return undefined;
  }

  /** Goes on into the branch in which one was last. */
  redo(): number | undefined {
    return undefined;
  }

  /** Makes any version the current one. */
  go(number: number): number | undefined {
    return undefined;
  }

  /** Removes a version and all that was made from it. */
  discard(number: number): number | undefined {
    return undefined;
  }

  /** The text of the current version. */
  text(): string | undefined {
    return undefined;
  }

  /** The numbers of the versions that were made directly from the current one. */
  following(): number[] | undefined {
    return undefined;
  }
}
