// navigation.ts: the sheet of contents opens and closes as it should, its list of sections shows where the reader is.

// The sheet of contents opens at the row where the reader is. Escape, a click outside and the button close it; the focus
// goes back to the button unless it went elsewhere by itself.
export function connectMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>('[data-menu]');
  const button = menu?.querySelector('summary');
  if (!menu || !button) return;
  const sheet = menu.querySelector('.sheet-inner');
  const close = () => {
    menu.open = false;
    button.focus();
  };
  menu.addEventListener('toggle', () => {
    document.documentElement.toggleAttribute('data-sheet', menu.open);
    if (!menu.open) return;
    const rows = ['.path a[aria-current]', '.path [data-next] a', 'a'].map(row =>
      menu.querySelector<HTMLElement>(row),
    );
    rows.find(Boolean)?.focus();
  });
  document.addEventListener('click', event => {
    if (!menu.open || !(event.target instanceof Element) || sheet?.contains(event.target)) return;
    if (button.contains(event.target)) return;
    if (event.target.closest('a, button, input, .site-bar')) menu.open = false;
    else close();
  });
  sheet?.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.closest("a[href^='#']")) menu.open = false;
  });
  menu.addEventListener('keydown', event => {
    if (event.key === 'Escape' && menu.open) close();
  });
  menu.addEventListener('focusout', event => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

// Which sections are behind the reader, and the one at hand: the last heading above the upper third of the window.
export function connectSections(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.sheet-sections a')];
  const headings = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  if (!links.length || typeof IntersectionObserver !== 'function') return;
  const update = () => {
    const line = innerHeight / 3;
    const here = headings.filter(heading => heading && heading.getBoundingClientRect().top < line).length - 1;
    links.forEach((link, index) => {
      link.toggleAttribute('data-behind', index < here);
      if (index === here) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  };
  const observer = new IntersectionObserver(update, { rootMargin: '0px 0px -66% 0px' });
  for (const heading of headings) if (heading) observer.observe(heading);
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
