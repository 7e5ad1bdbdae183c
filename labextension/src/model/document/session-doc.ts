/**
 * The Y.Doc of a session: one flat text for each file, and nothing else.
 *
 * JupyterLab's editor binding writes a `dirty` flag into the map `state` of the text's Y.Doc with
 * every keystroke. The server refuses anything but text, so maps live in a document of their own
 * that never leaves the page.
 */
import * as Y from 'yjs';
import { rootOf } from '../../contract/files';

export class SessionDoc extends Y.Doc {
  /** The text of the file with this id. */
  file(id: string): Y.Text {
    return this.getText(rootOf(id));
  }

  override getMap<T>(name?: string): Y.Map<T> {
    return this._aside.getMap<T>(name);
  }

  override destroy(): void {
    this._aside.destroy();
    super.destroy();
  }

  private readonly _aside = new Y.Doc();
}
