// progress.ts: remembers which chapters were visited and where a prediction was made, and marks the links to them.
import { readSetting, writeSetting } from '../figure/settings.js';

export function followProgress(slug: string): void {
  if (slug) {
    writeSetting(`visited.${slug}`, '1');
    for (const box of document.querySelectorAll<HTMLElement>('[data-predict]')) noteCommitment(box, slug);
  }
  showProgress();
}

// A question shows its stage: open, then committed, then told.
function noteCommitment(box: HTMLElement, slug: string): void {
  new MutationObserver(() => {
    if (box.dataset.stage && box.dataset.stage !== 'open' && box.querySelector('input:checked'))
      writeSetting(`answered.${slug}`, '1');
  }).observe(box, { attributes: true, attributeFilter: ['data-stage'] });
}

// Links to chapters carry data-progress-slug; the mark is an attribute for the style sheet and a word for the ear.
function showProgress(): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-progress-slug]')) {
    const slug = link.dataset.progressSlug ?? '';
    if (readSetting(`visited.${slug}`) === null) continue;
    const answered = readSetting(`answered.${slug}`) !== null;
    link.dataset.progress = answered ? 'answered' : 'visited';
    const word = document.createElement('span');
    word.className = 'unseen';
    word.textContent = answered ? ', visited, questions answered' : ', visited';
    link.append(word);
  }
}
