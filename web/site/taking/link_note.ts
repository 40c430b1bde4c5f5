// link_note.ts: says at a figure what a link takes from the reader, and what of it could not be taken.
import type { Declaration } from '../figure/declaration.js';
import { withoutLimits } from '../figure/permalink.js';
import type { WidgetElement } from '../figure/widget_element.js';

const most = 3;
const told = new WeakSet<HTMLElement>();

export function noteLink(figure: WidgetElement, wrong: readonly string[]): void {
  const { root } = figure;
  if (!told.has(root) && window.parent === window) noteLimits(figure);
  told.add(root);
  root.querySelector('[data-link-note=wrong]')?.remove();
  if (wrong.length === 0) return;
  const more = wrong.length > most ? ` And ${wrong.length - most} more.` : '';
  show(
    root,
    'wrong',
    `The link was not taken as it stands: ${wrong.slice(0, most).map(sentence).join('. ')}.${more}`,
  );
}

function noteLimits({ root, declaration, fixedByLink }: WidgetElement): void {
  const { hide, lock } = fixedByLink;
  const parts = [...said(declaration, lock, 'fixed'), ...said(declaration, hide, 'hidden')];
  if (parts.length === 0) return;
  const note = show(root, 'limits', `This link sets some controls: ${parts.join('; ')}. `);
  const way = document.createElement('a');
  way.textContent = 'Open without';
  // The address changes with the state.
  const renew = () => (way.href = withoutLimits(location.href));
  for (const turn of ['pointerdown', 'focus', 'click']) way.addEventListener(turn, renew);
  renew();
  note.firstElementChild?.append(way);
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

// "Drop rate, RNG seed fixed"
function said({ params, actions }: Declaration, ids: readonly string[], how: string): string[] {
  const label = (id: string) =>
    [...params, ...actions].find(each => each.id === id)?.label ?? id.replaceAll('_', ' ');
  return ids.length > 0 ? [`${ids.map(label).join(', ')} ${how}`] : [];
}

function show(root: HTMLElement, kind: string, words: string): HTMLElement {
  const note = document.createElement('div');
  note.className = 'link-note';
  note.dataset.linkNote = kind;
  note.setAttribute('role', 'status');
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'text-button';
  close.textContent = 'Close';
  close.setAttribute('aria-label', 'Close this note');
  close.addEventListener('click', () => note.remove());
  root.querySelector('.widget-stage')?.before(note);
  // Words that come into a place that is there are read out.
  const text = document.createElement('span');
  text.textContent = words;
  note.append(text, close);
  return note;
}
