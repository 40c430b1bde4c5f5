// copying.ts: copy buttons of the gallery. The relative addresses in the code become those of this site first.
import { copyText } from '../figure/copying.ts';

export function absoluteAddresses(code: string, base: string): string {
  return code.replace(
    /\b(src|href)="(?!https?:)([^"]+)"/g,
    (_, name: string, address: string) => `${name}="${new URL(address, base).href}"`,
  );
}

export function connectCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const code = button.parentElement?.querySelector('[data-snippet] code');
    if (!code) continue;
    button.addEventListener('click', () => {
      const text = absoluteAddresses(code.textContent ?? '', document.baseURI);
      const label = button.title;
      void copyOrSelect(text, code).then(copied => {
        button.toggleAttribute('data-done', copied);
        button.title = copied ? 'Copied' : 'Selected: copy with the keyboard';
        announce(button.title);
        setTimeout(() => {
          button.removeAttribute('data-done');
          button.title = label;
        }, 2000);
      });
    });
  }
}

// Where the clipboard is closed the code is selected instead.
async function copyOrSelect(text: string, code: Element): Promise<boolean> {
  if (await copyText(text)) return true;
  code.textContent = text;
  getSelection()?.selectAllChildren(code);
  return false;
}

let status: HTMLElement | null = null;
function announce(words: string): void {
  if (!status) {
    status = document.createElement('p');
    status.setAttribute('role', 'status');
    status.className = 'unseen';
    document.querySelector('main')?.append(status);
  }
  status.textContent = words;
}
