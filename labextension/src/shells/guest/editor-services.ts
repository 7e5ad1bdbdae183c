/** The editor of the guest page, whose settings this browser keeps. */
import type { EditorBackend } from '../../features/editor/editor-backend';
import { makePageEditors } from '../page-editor';
import { OwnSettings } from './own-settings';
import { browserMemory } from './storage';
import { typedOverSelection } from './typed-over-selection';

/** Style elements made by the editor carry `nonce`, as the page's policy demands. */
export function makeEditorBackend(nonce: string): EditorBackend {
  return makePageEditors(nonce, new OwnSettings(browserMemory), typedOverSelection());
}
