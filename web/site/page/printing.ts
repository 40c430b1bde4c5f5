// printing.ts: what paper gets beside the page: everything unfolded, where each figure moves, the answers on a last page.

export function connectPrinting(): void {
  let undo: (() => void)[] = [];
  addEventListener('beforeprint', () => {
    undo = [unfold(), addAnswers()];
    // Style sheets print attributes of the element itself.
    for (const caption of document.querySelectorAll<HTMLElement>('figure[data-widget] > figcaption'))
      caption.dataset.address = `${address()}#${caption.parentElement?.id ?? ''}`;
    document.querySelector<HTMLElement>('.site-bar')?.setAttribute('data-address', address());
  });
  addEventListener('afterprint', () => {
    for (const act of undo) act();
    undo = [];
  });
}

const address = () => `${location.host}${location.pathname}`;

// A printed page shows everything that is folded on the screen, except the answers of predictions.
function unfold(): () => void {
  const folds = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
  const opened = folds.filter(fold => !fold.matches('[data-answer]'));
  for (const fold of opened) fold.open = true;
  return () => {
    for (const fold of opened) fold.open = false;
  };
}

// A hand-out asks on its pages and answers on the last one: what readers predict, and what is asked in class.
function addAnswers(): () => void {
  const section = document.createElement('section');
  section.className = 'print-answers';
  const add = (part: Element) => {
    const copy = part.cloneNode(true) as Element;
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
    section.append(copy);
  };
  for (const box of document.querySelectorAll('[data-predict]'))
    for (const part of box.querySelectorAll('.question, .answer-word, [data-why]')) add(part);
  for (const part of document.querySelectorAll('.teacher :is(.questions, .questions-title)')) add(part);
  if (!section.hasChildNodes()) return () => undefined;
  const head = document.createElement('h2');
  head.textContent = 'Answers';
  section.prepend(head);
  document.querySelector('main')?.append(section);
  return () => section.remove();
}
