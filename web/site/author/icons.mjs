// icons.mjs: the few line icons of the site, drawn on a 20 x 20 grid in the color of the text.

const shapes = {
  reset: '<path d="M4 4v4h4"/><path d="M4.6 8A6.2 6.2 0 1 1 4 11.6"/>',
  link: '<path d="M8.5 11.5a3 3 0 0 0 4.3.2l2.6-2.6a3 3 0 0 0-4.3-4.3L10 5.9"/><path d="M11.5 8.5a3 3 0 0 0-4.3-.2l-2.6 2.6a3 3 0 0 0 4.3 4.3l1.1-1.1"/>',
  embed: '<path d="M7 5.5 2.5 10 7 14.5"/><path d="M13 5.5 17.5 10 13 14.5"/>',
  text_controls:
    '<path d="M3 6h7M14 6h3M3 14h3M10 14h7"/><circle cx="12" cy="6" r="2"/><circle cx="8" cy="14" r="2"/>',
  theme: '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" class="icon-solid"/>',
  previous: '<path d="M16 10H4M9 5l-5 5 5 5"/>',
  next: '<path d="M4 10h12M11 5l5 5-5 5"/>',
  copy: '<rect x="7" y="7" width="9" height="9" rx="1.5"/><path d="M13 7V5.5A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.5v6A1.5 1.5 0 0 0 5.5 13H7"/>',
};

export const icon = name =>
  `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;

// A button that shows only an icon; its name is both the accessible name and the tooltip.
export const iconButton = (name, label, extra = '') =>
  `<button type="button" class="icon-button" aria-label="${label}" title="${label}"${extra}>${icon(name)}</button>`;
