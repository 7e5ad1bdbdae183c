/**
 * JupyterLab's editor without JupyterLab: its registries with the defaults, and only the languages
 * that an interview can be held in.
 */
import { LanguageSupport } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { ISharedFile } from '@jupyter/ydoc';
// Not from the package's index: it would bring half of JupyterLab into the page.
import { EditorExtensionRegistry } from '@jupyterlab/codemirror/lib/extension';
import { ybinding } from '@jupyterlab/codemirror/lib/extensions/ybinding';
import { CodeMirrorEditorFactory } from '@jupyterlab/codemirror/lib/factory';
import { EditorLanguageRegistry } from '@jupyterlab/codemirror/lib/language';
import { pythonBuiltin } from '@jupyterlab/codemirror/lib/pythonBuiltin';
import { EditorThemeRegistry } from '@jupyterlab/codemirror/lib/theme';
import type * as Y from 'yjs';
import type { EditorBackend } from '../features/editor/editor-backend';
import type { IEditorSettingsSource } from '../features/editor/editor-settings';

/** Style elements made by the editor carry `nonce`, as the page's policy demands. */
export function makePageEditors(
  nonce: string,
  settings: IEditorSettingsSource,
  more: Extension = []
): EditorBackend {
  const { newDocumentEditor } = new CodeMirrorEditorFactory({
    extensions: extensions([EditorView.cspNonce.of(nonce), more]),
    languages: languages()
  });
  return { newDocumentEditor, settings };
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

function languages(): EditorLanguageRegistry {
  const registry = new EditorLanguageRegistry();
  registry.addLanguage({
    name: 'Python',
    mime: 'text/x-python',
    extensions: ['py'],
    load: async () => {
      const { pythonLanguage } = await import('@codemirror/lang-python');
      return new LanguageSupport(pythonLanguage, pythonBuiltin(pythonLanguage));
    }
  });
  registry.addLanguage({
    name: 'JavaScript',
    mime: 'text/javascript',
    extensions: ['js'],
    load: async () => {
      const { javascript } = await import('@codemirror/lang-javascript');
      return javascript();
    }
  });
  registry.addLanguage({
    name: 'TypeScript',
    mime: 'application/typescript',
    extensions: ['ts'],
    load: async () => {
      const { javascript } = await import('@codemirror/lang-javascript');
      return javascript({ typescript: true });
    }
  });
  return registry;
}
