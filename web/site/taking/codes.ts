// codes.ts: what somebody pastes into a page of their own to have a figure there. The menu of a figure and the link builder
// write their codes here. Pure.
import type { ShareItem } from './share_dialog.js';

export interface Wanted {
  readonly widget: string;
  readonly title: string;
  readonly query: string; // of a link: values, ticks, hide, lock, panels, theme
  readonly base: string; // the folder of embed.js, as an address
  readonly heights: readonly [narrow: number, wide: number]; // of the frame, in pixels
  readonly height?: string; // asked for instead, as a length or a number of pixels
  readonly size?: string; // further attributes of the tag: width="…" height="…"
}

export const linkOf = ({ widget, query, base }: Wanted): string =>
  new URL(`embed/${widget}.html${query ? `?${query}` : ''}`, base).href;

// As the frame of the element: its page computes and opens its lesson in a tab; it may never move the page around it.
const sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads';

// Sites clean what is pasted into them, and may take script, tag and frame away. The picture and the link stay: inside the
// tag, which hides them once the figure answers, and below the frame, small, as its source.
export function codesOf(wanted: Wanted): ShareItem[] {
  const { widget, query, base, size = '' } = wanted;
  const title = escapeAttribute(wanted.title);
  const address = escapeAttribute(linkOf(wanted));
  const file = (name: string) => escapeAttribute(new URL(name, base).href);
  let values = '';
  for (const [key, text] of new URLSearchParams(query))
    values += ` ${layoutNames.test(key) ? `param-${key}` : key}="${escapeAttribute(text)}"`;
  const still = (width: number) =>
    `<a href="${address}"><img src="${file(`embed/${widget}.svg`)}" width="${width}" alt=""><br>${title}: an interactive figure of Dropout Lab</a>`;
  return [
    {
      label: 'For pages that allow scripts: fits its height by itself',
      text: `<script src="${file('embed.js')}" async></script>\n<dropout-widget widget="${widget}"${values}${size} title="${title}">${still(360)}</dropout-widget>`,
    },
    {
      label: 'For every other page, Moodle and Canvas too',
      text: `<iframe src="${address}" title="${title}" width="100%" height="${wanted.heights[1]}" style="border:0;height:${heightOf(wanted)}" loading="lazy" allow="clipboard-write" sandbox="${sandbox}"></iframe>\n<p>${still(120)}</p>`,
    },
    {
      label: 'Where frames are taken away too, as in forums and mail: a picture with a link',
      text: `<p>${still(360)}</p>`,
    },
  ];
}

// From a phone's width to a column's, where none is asked for.
function heightOf({ heights: [narrow, wide], height }: Wanted): string {
  if (height) return /^[\d.]+$/.test(height) ? `${height}px` : height;
  const slope = ((narrow - wide) / (column - narrowest)).toFixed(2);
  return `clamp(${wide}px,calc(${narrow}px - (100vw - ${narrowest}px)*${slope}),${Math.max(narrow, wide)}px)`;
}

// Widths of the page at which a frame is as high as narrow and wide frames are.
const narrowest = 400;
const column = 760;

// On the tag these names are layout; in a link only theme and panels are, and there they are meant.
const layoutNames = /^(width|height|title|loading)$/;

export function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
