// tool_note.ts: says briefly what a tool of a figure did, to eyes and screen readers.

export function noteTool(root: HTMLElement, words: string, ms = 2500): void {
  const note = document.createElement('span');
  note.className = 'tool-note';
  note.setAttribute('role', 'status');
  root.querySelector('.widget-tools')?.prepend(note);
  note.textContent = words;
  setTimeout(() => note.remove(), ms);
}
