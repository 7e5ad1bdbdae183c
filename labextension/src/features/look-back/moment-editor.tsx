/**
 * The text of a moment, in JupyterLab's editor: with the same colours and letters as while it was typed.
 * Another moment is the smallest change of the text that is there.
 */
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { CodeEditor as LabEditor } from '@jupyterlab/codeeditor';
import * as React from 'react';
import type { IFile } from '../../contract/protocol';
import { useTrans } from '../../ui/translation';
import type { EditorBackend } from '../editor/editor-backend';
import { sameLines } from '../editor/line-endings';
import { authorMarks, setAuthorship, type IAuthorship } from './author-marks';
import { ShownText, smallestChange } from './shown-text';

export interface IMomentEditorProps {
  backend: EditorBackend;
  file: IFile;
  text: Text;
  authorship: IAuthorship;
  /** An earlier text, to show what has changed since then. */
  compared: Text | null;
  /** Keep the last edit in sight. */
  follows: boolean;
  /** The person has scrolled. */
  onScrolled: () => void;
  /** What shows differences could not be fetched. */
  onNoDifference: () => void;
}

interface IMade {
  readonly view: EditorView;
  readonly difference: Compartment;
}

export function MomentEditor(props: IMomentEditorProps): JSX.Element {
  const { backend, file, text, authorship, compared, follows, onScrolled, onNoDifference } = props;
  const trans = useTrans();
  const host = React.useRef<HTMLDivElement>(null);
  const made = React.useRef<IMade | null>(null);
  const first = React.useRef(text);
  first.current = text;
  const { settings: source } = backend;
  const settings = React.useSyncExternalStore(source.follow, () => source.current);
  const shown = React.useRef(settings);
  shown.current = settings;
  const { id, language } = file;
  const mimeType = backend.mimeTypeOf(file);

  React.useLayoutEffect(() => {
    const place = document.createElement('div');
    host.current?.append(place);
    const sharedModel = new ShownText(first.current.toString());
    const model = new LabEditor.Model({ sharedModel, mimeType });
    const difference = new Compartment();
    const editor = backend.newDocumentEditor({
      host: place,
      model,
      config: { ...shown.current.options(language), readOnly: true },
      extensions: [
        sameLines(),
        authorMarks(),
        difference.of([]),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ 'aria-label': trans.__('Code') }),
        EditorState.phrases.of({ '$ unchanged lines': trans.__('%1 unchanged lines', '$') })
      ]
    });
    const view = EditorView.findFromDOM(place);
    if (view) {
      // It is scrolled by keys, too.
      view.scrollDOM.tabIndex = 0;
      made.current = { view, difference };
    }
    const { style } = editor.host;
    const { fontSize, fontFamily, lineHeight } = shown.current;
    style.setProperty('--jp-code-font-size', fontSize === null ? null : `${fontSize}px`);
    style.setProperty('--jp-code-font-family', fontFamily);
    style.setProperty('--jp-code-line-height', lineHeight?.toString() ?? null);
    return () => {
      made.current = null;
      editor.dispose();
      model.dispose();
      sharedModel.dispose();
      place.remove();
    };
  }, [backend, id, language, mimeType, trans, settings]);

  // The difference is made anew with an editor, and with each other text that is compared with.
  React.useLayoutEffect(() => {
    const now = made.current;
    if (now === null) {
      return undefined;
    }
    if (compared === null) {
      now.view.dispatch({ effects: now.difference.reconfigure([]) });
      return undefined;
    }
    let isGone = false;
    import('@codemirror/merge').then(({ unifiedMergeView }) => {
      if (!isGone) {
        const extension = unifiedMergeView({
          original: compared,
          mergeControls: false,
          // Its colours would be too weak on red.
          syntaxHighlightDeletions: false,
          collapseUnchanged: { margin: 3, minSize: 4 },
          diffConfig: { scanLimit: 500 }
        });
        now.view.dispatch({ effects: now.difference.reconfigure(extension) });
      }
    }, onNoDifference);
    return () => {
      isGone = true;
    };
  }, [compared, backend, id, language, mimeType, trans, settings, onNoDifference]);

  React.useLayoutEffect(() => {
    const view = made.current?.view;
    if (view === undefined) {
      return;
    }
    const changes = smallestChange(view.state.doc, text) ?? undefined;
    const { last } = authorship;
    const marks = setAuthorship.of(authorship);
    const isSeen = follows && last !== null && last.position <= text.length;
    view.dispatch({
      changes,
      effects: isSeen
        ? [marks, EditorView.scrollIntoView(last.position, { y: 'nearest', yMargin: 48 })]
        : [marks]
    });
  }, [text, authorship, follows, backend, id, language, mimeType, trans, settings]);

  return (
    <div className="jpi-Editor">
      <div
        className="jpi-Editor-host"
        ref={host}
        onWheelCapture={onScrolled}
        onTouchMoveCapture={onScrolled}
      />
    </div>
  );
}
