// site_plan.mjs: the contents of the lesson: chapters that exist, in reading order, among those that are planned.
import { readingMinutes } from './open_text.mjs';

// -> {title, plan: [{slug, number, title, promise, asks, ready, essential, minutes}], ending: {slug, title, label, asks}
// if there is one}. site.mjs adds a picture to each.
export function sitePlan({ lesson, chapters, ending }) {
  const essential = new Set(lesson.essential);
  const ready = chapters.map(({ slug, number, title, promise, blocks }) => ({
    slug,
    number,
    title,
    promise,
    asks: lesson.asks?.[slug],
    ready: true,
    essential: essential.has(slug),
    minutes: readingMinutes(blocks),
  }));
  const planned = (lesson.planned ?? [])
    .filter(chapter => !ready.some(other => other.slug === chapter.slug))
    .map(chapter => ({ ...chapter, ready: false }));
  const plan = [...ready, ...planned].sort((a, b) => a.number - b.number);
  if (!ending) return { title: lesson.title, plan };
  const { slug, title, label } = ending;
  return { title: lesson.title, plan, ending: { slug, title, label, asks: lesson.asks?.[slug], ready: true } };
}

export const minutesOf = chapters => chapters.reduce((sum, { minutes }) => sum + minutes, 0);
