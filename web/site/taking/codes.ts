// codes.ts: what somebody pastes into a page of their own to have a figure there. The menu of a figure and the link builder
// write their codes here. Pure.
import type { ShareItem } from './share_dialog.js';

export interface Wanted {
  readonly widget: string;
  readonly title: string;
  readonly query: string; // of a link: values, ticks, hide, lock, panels, theme
  readonly base: string; // the folder of embed.js, as an address
  readonly height: string; // of the frame, in pixels
  readonly size?: string; // further attributes of the tag: width="…" height="…"
}

export const linkOf = ({ widget, query, base }: Wanted): string =>
  new URL(`embed/${widget}.html${query ? `?${query}` : ''}`, base).href;

export function codesOf(wanted: Wanted): ShareItem[] {
  const { widget, query, base, height, size = '' } = wanted;
  const title = escapeAttribute(wanted.title);
  const address = escapeAttribute(linkOf(wanted));
  const script = escapeAttribute(new URL('embed.js', base).href);
  let values = '';
  for (const [key, text] of new URLSearchParams(query))
    values += ` ${layoutNames.test(key) ? `param-${key}` : key}="${escapeAttribute(text)}"`;
  return [
    {
      label: 'For pages that allow scripts: fits its height by itself',
      text: `<script src="${script}" async></script>\n<dropout-widget widget="${widget}"${values}${size} title="${title}"></dropout-widget>`,
    },
    {
      label: 'For every other page, Moodle and Canvas too',
      text: `<iframe src="${address}" title="${title}" width="100%" height="${height}" style="border:0" loading="lazy" allow="clipboard-write"></iframe>`,
    },
  ];
}

// On the tag these names are layout; in a link only theme and panels are, and there they are meant.
const layoutNames = /^(width|height|title|loading)$/;

export function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
