// picture.ts: the picture of a figure, to be kept.
import { noteTool } from '../figure/tool_note.js';
import type { WidgetElement } from '../figure/widget_element.js';
import { showShareDialog } from './share_dialog.js';

// As SVG: what is drawn now, with its words. A frame without an origin may not save files; there it is text to copy.
export async function savePicture(figure: WidgetElement): Promise<void> {
  if (!(await figure.live())) return;
  const svg = figure.svg();
  if (self.origin === 'null') {
    showShareDialog('The picture as SVG', [{ label: 'SVG', text: svg }]);
    return;
  }
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${figure.declaration.id}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  noteTool(figure.root, 'Picture saved');
}
