// share_dialog.ts: a dialog beside what opened it, with texts to copy and pictures: whatever the browser would not copy or
// save by itself.
import { copyText } from '../figure/copying.js';

export interface ShareItem {
  readonly label: string;
  readonly text: string;
}

// more: what stands above the texts.
export function showShareDialog(
  title: string,
  items: readonly ShareItem[],
  beside: Element,
  more: readonly HTMLElement[] = [],
): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'share-dialog';
  const heading = document.createElement('h2');
  heading.textContent = title;
  dialog.append(heading, ...more);
  dialog.setAttribute('aria-label', title);
  for (const { label, text } of items) dialog.append(shareItem(label, text));
  const close = button('Close');
  close.addEventListener('click', () => dialog.close());
  dialog.append(close);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  place(dialog, beside);
  dialog.showModal();
  const first = dialog.querySelector('textarea');
  first?.focus({ preventScroll: true });
  first?.setSelectionRange(0, first.value.length);
}

// A frame may be several screens high, so its middle is where nobody looks.
function place(dialog: HTMLDialogElement, beside: Element): void {
  const { style } = dialog;
  style.display = 'block';
  const { right, bottom } = beside.getBoundingClientRect();
  const within = (wanted: number, size: number, room: number) => Math.max(edge, Math.min(wanted, room - size - edge));
  style.left = `${within(right - dialog.offsetWidth, dialog.offsetWidth, innerWidth)}px`;
  style.top = `${within(bottom + edge, dialog.offsetHeight, innerHeight)}px`;
  style.display = '';
}
const edge = 8;

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

export function button(label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'action';
  element.textContent = label;
  return element;
}
