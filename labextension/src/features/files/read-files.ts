/** Reads files of this computer as texts, such as data for programs. */

export interface IReadFile {
  name: string;
  text: string;
}

/** Throws an Error with a sentence for a file that is no text. */
export async function readText(file: File): Promise<IReadFile> {
  const bytes = await file.arrayBuffer();
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name: file.name, text: text.replace(/\r\n?/g, '\n') };
  } catch {
    throw new NotText(file.name);
  }
}

export class NotText extends Error {}

/** Lets the person choose files of this computer; none when they cancel that. */
export function chooseFiles({ multiple = true } = {}): Promise<File[]> {
  return new Promise(resolve => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = multiple;
    input.hidden = true;
    const done = (): void => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', done);
    input.addEventListener('cancel', done);
    document.body.append(input);
    input.click();
  });
}
