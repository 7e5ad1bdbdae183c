/** What the files of the sandbox are for those who use them. */
import type { FileRole } from './messages';
import { isPackRole, kindOfPart } from './packs/packs';
import type { PartKind } from './packs/packs';

export function kindOf(role: FileRole): PartKind {
  if (isPackRole(role)) {
    return kindOfPart(role);
  }
  return role === 'wasm' ? 'module' : role === 'stdlib' || role === 'snapshot' ? 'blob' : 'script';
}
