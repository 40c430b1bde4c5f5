// builder_codes.ts: the codes of the link builder, each with its button.
import { copyText } from '../figure/copying.ts';

interface Code {
  readonly label: string;
  readonly text: string;
}

export class CodeList {
  private readonly texts = new Map<string, HTMLElement>();

  constructor(private readonly place: HTMLElement) {}

  // The rows stay while their texts change: nobody loses the button that has the focus.
  write(codes: readonly Code[]): void {
    for (const { label, text } of codes) {
      let code = this.texts.get(label);
      if (!code) this.texts.set(label, (code = this.row(label)));
      code.textContent = text;
    }
  }

  private row(label: string): HTMLElement {
    const row = document.createElement('div');
    row.className = 'code-row';
    const name = document.createElement('p');
    name.className = 'code-name';
    name.textContent = label;
    const frame = document.createElement('pre');
    frame.tabIndex = 0;
    const code = document.createElement('code');
    frame.append(code);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'action';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${label}`);
    const done = document.createElement('span');
    done.className = 'code-done';
    done.setAttribute('role', 'status');
    button.addEventListener('click', () => {
      void copyText(code.textContent ?? '').then(copied => {
        if (!copied) getSelection()?.selectAllChildren(code);
        done.textContent = copied ? 'Copied' : 'Selected: copy with the keyboard';
        setTimeout(() => (done.textContent = ''), 2000);
      });
    });
    row.append(name, frame, button, done);
    this.place.append(row);
    return code;
  }
}
