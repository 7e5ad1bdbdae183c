/** The picture of an interview, for Lab's tabs, launcher and side bar. */
import { LabIcon } from '@jupyterlab/ui-components';
import { PATHS } from '../../ui/icons';

export const interviewIcon = new LabIcon({
  name: 'jupyter-interview:interview',
  svgstr:
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">' +
    `<path class="jp-icon3 jp-icon-selectable" fill="#616161" d="${PATHS.interview}"/></svg>`
});
