/** The pictures of interviews in Lab: its tabs and side bar, and the cards of its launcher. */
import { LabIcon } from '@jupyterlab/ui-components';
import { PATHS } from '../../ui/icons';
import type { IconName } from '../../ui/icons';

export const interviewIcon = new LabIcon({
  name: 'jupyter-interview:interview',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
    `<path class="jp-icon3 jp-icon-selectable" fill="#616161" d="${PATHS.interview}"/></svg>`
});

/** What each card does, told apart by colour and sign: white on a tile, in light and dark. */
export const startIcon = new LabIcon({
  name: 'jupyter-interview:start',
  svgstr: tile('#0b7a75', 'interview')
});
export const setUpIcon = new LabIcon({
  name: 'jupyter-interview:set-up',
  svgstr: tile('#1565c0', 'edit')
});
export const classIcon = new LabIcon({
  name: 'jupyter-interview:class',
  svgstr: tile('#8e24aa', 'users')
});
export const joinIcon = new LabIcon({
  name: 'jupyter-interview:join',
  svgstr: tile('#c2410c', 'enter')
});

function tile(color: string, sign: IconName): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
    `<rect width="24" height="24" rx="5" fill="${color}"/>` +
    `<path transform="translate(3.6 3.6) scale(0.7)" fill="#fff" d="${PATHS[sign]}"/></svg>`
  );
}
