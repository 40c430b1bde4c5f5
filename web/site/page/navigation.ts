// navigation.ts: the contents menu closes when it should, the list of sections shows where the reader is.

export function connectMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>('[data-menu]');
  if (!menu) return;
  document.addEventListener('click', event => {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest("a[href^='#']")) menu.open = false;
  });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
  menu.addEventListener('focusout', event => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

export function connectSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.rail a')];
  const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || typeof IntersectionObserver !== 'function') return;
  const update = () => {
    // The last heading above the upper third of the window.
    const line = innerHeight / 3;
    let here = -1;
    headings.forEach((heading, index) => {
      if (heading && heading.getBoundingClientRect().top < line) here = index;
    });
    links.forEach((link, index) => {
      if (index === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  const observer = new IntersectionObserver(update, { rootMargin: '0px 0px -66% 0px' });
  for (const heading of headings) if (heading) observer.observe(heading);
  update();
}

// Scrolling boxes take part in the Tab order only while there is something to scroll.
export function connectScrollers(): void {
  const boxes = document.querySelectorAll<HTMLElement>('.formula, .table-scroll, pre');
  if (typeof ResizeObserver !== 'function') return;
  const observer = new ResizeObserver(entries => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const box of boxes) observer.observe(box);
}

// Where aims and needs stand above the text instead of beside it, they are folded: the first figure is worth more.
export function foldOpening(): void {
  if (matchMedia('(min-width: 62rem)').matches) return;
  for (const list of document.querySelectorAll<HTMLDetailsElement>('details.opening-list')) list.open = false;
}

// A printed page shows everything that is folded on the screen; afterwards it is folded again.
export function connectPrinting(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
    for (const fold of opened) fold.open = true;
  });
  addEventListener('afterprint', () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}
