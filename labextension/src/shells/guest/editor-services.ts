/**
 * JupyterLab's editor without JupyterLab: its registries with the defaults, and only the languages
 * that an interview can be held in.
 */
import { LanguageSupport } from '@codemirror/language';
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
import type { EditorBackend } from '../../features/editor/editor-backend';
import { OwnSettings } from './own-settings';
import { browserMemory } from './storage';
import { typedOverSelection } from './typed-over-selection';

/** Style elements made by the editor carry `nonce`, as the page's policy demands. */
export function makeEditorBackend(nonce: string): EditorBackend {
  const { newDocumentEditor } = new CodeMirrorEditorFactory({
    extensions: extensions(nonce),
    languages: languages()
  });
  return { newDocumentEditor, settings: new OwnSettings(browserMemory) };
}

function extensions(nonce: string): EditorExtensionRegistry {
  const themes = new EditorThemeRegistry();
  for (const theme of EditorThemeRegistry.getDefaultThemes()) {
    themes.addTheme(theme);
  }
  const registry = new EditorExtensionRegistry();
  for (const extension of EditorExtensionRegistry.getDefaultExtensions({ themes })) {
    registry.addExtension(extension);
  }
  registry.addExtension({
    name: 'content-security-policy',
    factory: () =>
      EditorExtensionRegistry.createImmutableExtension([
        EditorView.cspNonce.of(nonce),
        typedOverSelection()
      ])
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
