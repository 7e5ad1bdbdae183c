/** Places in a Y.Text that stay put while text around them changes, as other peers send them. */
import * as Y from 'yjs';

export function positionAt(text: Y.Text, index: number): Y.RelativePosition {
  return Y.createRelativePositionFromTypeIndex(text, index);
}

export function samePosition(one: unknown, other: unknown): boolean {
  return Y.compareRelativePositions(
    Y.createRelativePositionFromJSON(one),
    Y.createRelativePositionFromJSON(other)
  );
}

/**
 * The offset in `text`, or null when the position lies elsewhere or was made up: a peer may send
 * anything, and Yjs would make a root of whatever name stands in it.
 */
export function indexOf(text: Y.Text, position: unknown): number | null {
  if (text.doc === null || typeof position !== 'object' || position === null) {
    return null;
  }
  const root = (position as { tname?: unknown }).tname;
  if (root !== undefined && root !== null && root !== Y.findRootTypeKey(text)) {
    return null;
  }
  try {
    const absolute = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(position),
      text.doc
    );
    return absolute !== null && absolute.type === text ? absolute.index : null;
  } catch {
    return null;
  }
}
