/**
 * JupyterLab's editor without JupyterLab: its registries with their defaults. What an editor needs of
 * a language is fetched when a file is in it.
 */
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ISharedFile } from '@jupyter/ydoc';
// Not from the package's index: it would bring half of JupyterLab into the page.
import { EditorExtensionRegistry } from '@jupyterlab/codemirror/lib/extension';
import { ybinding } from '@jupyterlab/codemirror/lib/extensions/ybinding';
import { CodeMirrorEditorFactory } from '@jupyterlab/codemirror/lib/factory';
import { EditorLanguageRegistry } from '@jupyterlab/codemirror/lib/language';
import { EditorThemeRegistry } from '@jupyterlab/codemirror/lib/theme';
import type * as Y from 'yjs';
import type { EditorBackend } from '../features/editor/editor-backend';
import { mimeTypeIn } from '../features/editor/editor-mode';
import type { IEditorSettingsSource } from '../features/editor/editor-settings';

/**
 * Style elements made by the editor carry `nonce`, as the page's policy demands. `knows` says which of
 * JupyterLab's modes are there, by their names.
 */
export function makePageEditors(
  nonce: string,
  settings: IEditorSettingsSource,
  more: Extension = [],
  knows: (mode: string) => boolean = () => true
): EditorBackend {
  const modes = languages(knows);
  const { newDocumentEditor } = new CodeMirrorEditorFactory({
    extensions: extensions([EditorView.cspNonce.of(nonce), more]),
    languages: modes
  });
  return { newDocumentEditor, settings, mimeTypeOf: file => mimeTypeIn(modes, file) };
}

function extensions(own: Extension): EditorExtensionRegistry {
  const themes = new EditorThemeRegistry();
  for (const theme of EditorThemeRegistry.getDefaultThemes()) {
    themes.addTheme(theme);
  }
  const registry = new EditorExtensionRegistry();
  for (const extension of EditorExtensionRegistry.getDefaultExtensions({ themes })) {
    registry.addExtension(extension);
  }
  registry.addExtension({
    name: 'page',
    factory: () => EditorExtensionRegistry.createImmutableExtension(own)
  });
  // In Lab a core plugin registers this one.
  registry.addExtension({
    name: 'shared-model-binding',
    factory: ({ model }) => {
      const shared = model.sharedModel as ISharedFile & {
        ysource: Y.Text;
        undoManager?: Y.UndoManager;
      };
      return EditorExtensionRegistry.createImmutableExtension(
        ybinding({ ytext: shared.ysource, undoManager: shared.undoManager })
      );
    }
  });
  return registry;
}

function languages(knows: (mode: string) => boolean): EditorLanguageRegistry {
  const registry = new EditorLanguageRegistry();
  const byName = (name: string): ReturnType<typeof registry.findBest> =>
    registry.findBest(name, false);
  for (const language of EditorLanguageRegistry.getDefaultLanguages(null, byName)) {
    if (knows(language.name)) {
      registry.addLanguage(language);
    }
  }
  return registry;
}
