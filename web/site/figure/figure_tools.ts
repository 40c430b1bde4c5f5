// figure_tools.ts: the tools of a figure that hand its state on: copy a link, embed, save the picture.
import { copyText, showShareDialog } from './copying.js';
import type { ShareItem } from './copying.js';
import { titleOf } from './figure_parts.js';
import { foreignPairs, writeLink } from './permalink.js';
import { bindToolsMenu, closeMenu } from './tools_menu.js';
import type { WidgetElement } from './widget_element.js';

export function bindTools(figure: WidgetElement, embedBase: string): void {
  const on = (tool: string, run: () => void) => {
    const item = figure.root.querySelector<HTMLButtonElement>(`[data-tool=${tool}]`);
    item?.addEventListener('click', () => {
      closeMenu(item); // first, so that a dialog gives the focus back to the menu's button
      run();
    });
  };
  bindToolsMenu(figure.root);
  on('link', () => void copyLink(figure));
  on('embed', () => showShareDialog('Embed this figure', embedCodes(figure, embedBase)));
  on('picture', () => void savePicture(figure));
}

// The address of the present state: the page's own for an embed page, with the figure's id for one of several.
export function stateAddress(figure: WidgetElement, aloneOnPage: boolean): string {
  const address = new URL(location.href);
  const state = stateText(figure);
  if (aloneOnPage) {
    // What others put into the address stays there.
    const query = [foreignPairs(address.search, figure.declaration), state].filter(Boolean).join('&');
    address.search = query ? `?${query}` : '';
    address.hash = '';
    return address.href;
  }
  address.search = '';
  address.hash = state ? `#${figure.root.id}?${state}` : `#${figure.root.id}`;
  return address.href;
}

// The values and ticks that a link to the widget alone has for the present state.
export function stateLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, state.ticks, figure.defaults) : '';
}

// What differs from the state that the lesson gives.
export function ownLink(figure: WidgetElement): string {
  const state = figure.modelState();
  return state ? writeLink(figure.declaration, state.texts, state.ticks, figure.start) : '';
}

function stateText(figure: WidgetElement): string {
  const state = figure.modelState();
  if (!state) return '';
  return writeLink(figure.declaration, state.texts, state.ticks, figure.start, figure.fixedByLink);
}

async function copyLink(figure: WidgetElement): Promise<void> {
  const address = stateAddress(figure, document.documentElement.dataset.page === 'embed');
  if (await copyText(address)) flash(figure.root, 'Link copied');
  else showShareDialog('A link to this state', [{ label: 'Link', text: address }]);
}

// As SVG: what is drawn now, with its words. A frame without an origin may not save files; there it is text to copy.
async function savePicture(figure: WidgetElement): Promise<void> {
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
  flash(figure.root, 'Picture saved');
}

// Says briefly what a tool did, to eyes and screen readers.
function flash(root: HTMLElement, words: string): void {
  const note = document.createElement('span');
  note.className = 'tool-note';
  note.setAttribute('role', 'status');
  root.querySelector('.widget-tools')?.prepend(note);
  note.textContent = words;
  setTimeout(() => note.remove(), 2500);
}

// Both forms carry the whole state, as an embed page starts from the widget's defaults.
function embedCodes(figure: WidgetElement, embedBase: string): ShareItem[] {
  const state = figure.modelState();
  const widget = figure.root.dataset.widget ?? '';
  const title = escapeAttribute(titleOf(figure.root) || widget);
  let query = '';
  let values = '';
  if (state) {
    const fixed = { ...figure.fixedByLink, panels: figure.panels };
    query = writeLink(figure.declaration, state.texts, state.ticks, figure.defaults, fixed);
    for (const [key, text] of new URLSearchParams(query))
      values += ` ${layoutNames.test(key) ? `param-${key}` : key}="${escapeAttribute(text)}"`;
  }
  const address = escapeAttribute(new URL(`embed/${widget}.html${query ? `?${query}` : ''}`, embedBase).href);
  const script = escapeAttribute(new URL('embed.js', embedBase).href);
  const height = figure.root.dataset.frameHeight ?? '640';
  return [
    {
      label: 'For pages that allow scripts: fits its height by itself',
      text: `<script src="${script}" async></script>\n<dropout-widget widget="${widget}"${values} title="${title}"></dropout-widget>`,
    },
    {
      label: 'For every other page, Moodle and Canvas too',
      text: `<iframe src="${address}" title="${title}" width="100%" height="${height}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`,
    },
  ];
}

// On the tag these names are layout; in a link only theme and panels are, and there they are meant.
const layoutNames = /^(width|height|title|loading)$/;

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
