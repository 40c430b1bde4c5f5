// tools_menu.ts: what the quiet tools of a figure open and close: the menu, its folds, the description, the way past it.

export function bindToolsMenu(root: HTMLElement): void {
  const menu = root.querySelector<HTMLDetailsElement>('[data-tools-menu]');
  if (menu) bindMenu(menu);
  for (const name of ['controls', 'numbers']) bindFold(root, menu, name);
  bindDescription(root);
  bindSkip(root);
}

// An item of the menu has been chosen: the focus waits at the menu's button.
export function closeMenu(item: Element): void {
  const menu = item.closest<HTMLDetailsElement>('[data-tools-menu]');
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
}

function bindMenu(menu: HTMLDetailsElement): void {
  document.addEventListener('click', ({ target }) => {
    if (menu.open && target instanceof Node && !menu.contains(target)) menu.open = false;
  });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    closeMenu(menu);
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('.menu-item')) closeMenu(menu);
  });
}

function bindFold(root: HTMLElement, menu: HTMLElement | null, name: string): void {
  const fold = root.querySelector<HTMLDetailsElement>(`details[data-fold=${name}]`);
  const tool = root.querySelector<HTMLElement>(`[data-tool=${name}]`);
  const summary = fold?.querySelector<HTMLElement>('summary');
  if (!fold || !tool || !summary) return;
  let closedByReader = false;
  tool.addEventListener('click', () => {
    fold.open = !fold.open;
    if (fold.open) setTimeout(() => summary.focus());
  });
  summary.addEventListener('click', () => (closedByReader = fold.open));
  fold.addEventListener('toggle', () => {
    tool.setAttribute('aria-expanded', String(fold.open));
    // Closed, it is not shown at all, so its focus goes back to where it was opened.
    if (!fold.open && closedByReader) menu?.querySelector<HTMLElement>('summary')?.focus();
    closedByReader = false;
  });
}

function bindDescription(root: HTMLElement): void {
  const tool = root.querySelector<HTMLElement>('[data-tool=description]');
  const text = root.querySelector<HTMLElement>('[data-description]');
  tool?.addEventListener('click', () => {
    const hidden = text?.classList.toggle('unseen') ?? true;
    tool.setAttribute('aria-expanded', String(!hidden));
  });
}

// By hand, so that the address, which may hold the state of a figure, stays as it is.
function bindSkip(root: HTMLElement): void {
  const end = root.querySelector<HTMLElement>('.figure-end');
  root.querySelector('.skip-figure')?.addEventListener('click', event => {
    if (!end) return;
    event.preventDefault();
    end.focus();
  });
}
