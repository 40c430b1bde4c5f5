// share_dialog.ts: a dialog with texts to copy: embed codes, and whatever the browser would not copy or save by itself.
import { copyText } from '../figure/copying.js';

export interface ShareItem {
  readonly label: string;
  readonly text: string;
}

// A dialog with copyable texts: the fallback of "Copy link", and the embed codes.
export function showShareDialog(title: string, items: readonly ShareItem[]): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'share-dialog';
  const heading = document.createElement('h2');
  heading.textContent = title;
  dialog.append(heading);
  dialog.setAttribute('aria-label', title);
  for (const { label, text } of items) dialog.append(shareItem(label, text));
  const close = button('Close');
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('textarea')?.select();
}

function shareItem(label: string, text: string): HTMLElement {
  const row = document.createElement('div');
  row.className = 'share-item';
  const name = document.createElement('label');
  const area = document.createElement('textarea');
  area.readOnly = true;
  area.rows = Math.min(5, Math.ceil(text.length / 60));
  area.value = text;
  name.append(label, area);
  const copy = button('Copy');
  copy.addEventListener('click', () => {
    void copyText(text).then(copied => {
      if (!copied) area.select();
      copy.textContent = copied ? 'Copied' : 'Selected: press Ctrl+C';
    });
  });
  row.append(name, copy);
  return row;
}

function button(label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'action';
  element.textContent = label;
  return element;
}
