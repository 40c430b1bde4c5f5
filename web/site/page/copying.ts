// copying.ts: the copy buttons beside listings and codes.
import { copyText } from '../figure/copying.ts';

export function connectCopyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.addEventListener('click', () => {
      const code = codeOf(button);
      if (!code) return;
      const text = code.textContent ?? '';
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

// In the gallery the snippet beside the button; in a chapter the language that is shown.
function codeOf(button: HTMLElement): Element | undefined {
  const group = button.closest('[data-copy-group], .snippet');
  return [...(group?.querySelectorAll('pre code') ?? [])].find(code => code.checkVisibility());
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
