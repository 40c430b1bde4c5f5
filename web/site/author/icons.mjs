// icons.mjs: the few line icons of the site, drawn on a 20 x 20 grid in the color of the text.

const shapes = {
  reset: '<path d="M4 4v4h4"/><path d="M4.6 8A6.2 6.2 0 1 1 4 11.6"/>',
  more: '<circle cx="4.5" cy="10" r="1.5" class="icon-solid"/><circle cx="10" cy="10" r="1.5" class="icon-solid"/><circle cx="15.5" cy="10" r="1.5" class="icon-solid"/>',
  step: '<path d="M6 5v10l7-5z" class="icon-solid"/><path d="M14.5 5v10"/>',
  step_back: '<path d="M14 5v10l-7-5z" class="icon-solid"/><path d="M5.5 5v10"/>',
  theme: '<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" class="icon-solid"/>',
  previous: '<path d="M16 10H4M9 5l-5 5 5 5"/>',
  next: '<path d="M4 10h12M11 5l5 5-5 5"/>',
  copy: '<rect x="7" y="7" width="9" height="9" rx="1.5"/><path d="M13 7V5.5A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.5v6A1.5 1.5 0 0 0 5.5 13H7"/>',
};

export const icon = name =>
  `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;

// A button that shows only an icon; its name is the accessible name and, where that says enough, the tooltip.
export const iconButton = (name, label, extra = '', tip = label) =>
  `<button type="button" class="icon-button" aria-label="${label}" title="${tip}"${extra}>${icon(name)}</button>`;
