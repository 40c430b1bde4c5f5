// progress.ts: marks the chapters that were visited and the prediction questions that were answered.
import { readSetting, writeSetting } from './settings.js';

export function noteVisit(slug: string): void {
  writeSetting(`visited.${slug}`, '1');
}

export function noteAnswer(slug: string, questionId: string, choice: number): void {
  writeSetting(`answer.${slug}.${questionId}`, String(choice));
  writeSetting(`answered.${slug}`, '1');
}

export function rememberedAnswer(slug: string, questionId: string): number | null {
  const text = readSetting(`answer.${slug}.${questionId}`);
  return text !== null && /^\d{1,2}$/.test(text) ? Number(text) : null;
}

// Links to chapters carry data-progress-slug; the mark is an attribute for the style sheet and a word for the ear.
export function showProgress(scope: ParentNode): void {
  for (const link of scope.querySelectorAll<HTMLElement>('[data-progress-slug]')) {
    const slug = link.dataset.progressSlug ?? '';
    if (readSetting(`visited.${slug}`) === null || link.dataset.progress !== undefined) continue;
    const answered = readSetting(`answered.${slug}`) !== null;
    link.dataset.progress = answered ? 'answered' : 'visited';
    const word = document.createElement('span');
    word.className = 'visually-hidden';
    word.textContent = answered ? ', visited, questions answered' : ', visited';
    link.append(word);
  }
}
