import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Contents } from '@jupyterlab/services';
import { describe, expect, it, vi } from 'vitest';
import { activeCell, filesIn } from './lab-files';

function labWith(currentWidget: unknown): JupyterFrontEnd {
  const contents = { localPath: (path: string) => path.replace('RTC:', '') };
  return { shell: { currentWidget }, serviceManager: { contents } } as unknown as JupyterFrontEnd;
}

function notebook(model: { dirty: boolean; collaborative?: boolean }, type = 'code') {
  const save = vi.fn(() => Promise.resolve());
  const widget = {
    context: { path: 'RTC:a/b.ipynb', model, save },
    content: { activeCell: { model: { id: 'one', type } } }
  };
  return { widget, save };
}

describe('the active cell', () => {
  it('is named as the server names it', () => {
    const cell = activeCell(labWith(notebook({ dirty: false }).widget));
    expect(cell).toMatchObject({ path: 'a/b.ipynb', cellId: 'one' });
  });

  it('is none where there is no notebook, and none that is text', () => {
    expect(activeCell(labWith(null))).toBeNull();
    expect(activeCell(labWith({ context: { path: 'a.py' }, content: {} }))).toBeNull();
    expect(activeCell(labWith(notebook({ dirty: false }, 'markdown').widget))).toBeNull();
  });

  it.each([
    { dirty: true, saved: 1 },
    { dirty: false, saved: 0 },
    { dirty: true, collaborative: true, saved: 0 }
  ])('is saved when only the browser has it: %o', async ({ saved, ...model }) => {
    const { widget, save } = notebook(model);
    await activeCell(labWith(widget))!.save();
    expect(save).toHaveBeenCalledTimes(saved);
  });
});

describe('a folder', () => {
  it('is listed by the names the server has for what is in it', async () => {
    const content = [
      { path: 'RTC:a/b.py', type: 'file' },
      { path: 'RTC:a/c', type: 'directory' }
    ];
    const app = labWith(null);
    // Without being asked for it, Lab's contents leave out what is in a folder.
    app.serviceManager.contents.get = (_, options) =>
      Promise.resolve({ content: options?.content ? content : null } as Contents.IModel);
    expect(await filesIn(app, 'a')).toEqual(['a/b.py', 'a/c/']);
  });
});
