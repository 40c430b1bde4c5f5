// embed_codes.ts: what somebody pastes into a page of their own to have a figure there, in its present state.
import { titleOf } from '../figure/figure_parts.js';
import { writeLink } from '../figure/permalink.js';
import type { WidgetElement } from '../figure/widget_element.js';
import type { ShareItem } from './share_dialog.js';

// Both forms carry the whole state, as an embed page starts from the widget's defaults.
export function embedCodes(figure: WidgetElement, embedBase: string): ShareItem[] {
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
