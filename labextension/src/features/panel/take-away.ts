/** What one takes away of an interview: all code on the clipboard, and files for those who hold it. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDocumentSlice } from '../../model/document/document';
import type { IFilesSlice } from '../../model/files/files';
import type { TakenForm } from '../../model/ports';
import type { ISessionSlice } from '../../model/session/session';
import { copyText } from '../../ui/clipboard';
import { download } from '../../ui/download';
import type { IMenuItem } from '../../ui/menu-button';

/** The items of a menu; each is done by `onDo`, which shows why it was not. */
export function takeAwayItems(
  session: ISessionSlice,
  files: IFilesSlice,
  text: IDocumentSlice,
  trans: TranslationBundle,
  onDo: (change: Promise<void>) => void
): IMenuItem[] {
  const items: IMenuItem[] = [];
  if (text.ready) {
    items.push({
      label: trans.__('Copy all code'),
      onSelect: () => onDo(copy(allCode(files, text), trans))
    });
  }
  const file = (form: TakenForm, label: string): IMenuItem => ({
    label,
    onSelect: () =>
      onDo(session.takeAway(form).then(({ name, content }) => download(content, name)))
  });
  if (session.can('take')) {
    items.push(
      file('code', trans.__('Download the code')),
      file('markdown', trans.__('Download a transcript')),
      file('json', trans.__('Download the runs as JSON')),
      file('csv', trans.__('Download the runs as CSV'))
    );
  }
  return items;
}

/** The text of the one file, or of all files, each under its name. */
function allCode({ folder }: IFilesSlice, text: IDocumentSlice): string {
  const texts = folder.files.map(file => ({
    name: file.name,
    source: text.bufferOf(file).shared.getSource()
  }));
  return texts.length === 1
    ? texts[0].source
    : texts.map(({ name, source }) => `----- ${name} -----\n${source.trimEnd()}\n`).join('\n');
}

async function copy(code: string, trans: TranslationBundle): Promise<void> {
  if (!(await copyText(code))) {
    throw new Error(trans.__('Your browser does not let this page copy.'));
  }
}
