// notes.ts: notes where there is no margin for them: folded, and opened in place by their number.

const margin = matchMedia('(min-width: 70rem)');

export function connectNotes(): void {
  const fold = () => {
    for (const note of document.querySelectorAll<HTMLDetailsElement>('details.note')) note.open = margin.matches;
  };
  fold();
  margin.addEventListener('change', fold);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-cite]')) connectCitation(link);
}

// The note of a source stands beside the paragraph that cites it first; later citations lead to the list of sources.
function connectCitation(link: HTMLAnchorElement): void {
  const note = link.closest('.noted')?.querySelector<HTMLElement>(`#note_${CSS.escape(link.dataset.cite ?? '')}`);
  if (!note) return;
  link.addEventListener('click', event => {
    if (margin.matches) return;
    event.preventDefault();
    const open = note.toggleAttribute('data-open');
    link.setAttribute('aria-expanded', String(open));
    note.toggleAttribute('aria-hidden', !open);
    if (!open) note.setAttribute('aria-hidden', 'true');
    for (const inside of note.querySelectorAll('a')) inside.tabIndex = open ? 0 : -1;
  });
}
