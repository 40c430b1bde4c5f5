// site_plan.mjs: the contents of the lesson: chapters that exist, in reading order, among those that are planned.
import { readingMinutes } from './open_text.mjs';

// -> {title, plan: [{slug, number, title, promise, asks, ready, essential, minutes}]}. site.mjs adds a picture to each.
export function sitePlan({ lesson, chapters }) {
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
  return { title: lesson.title, plan: [...ready, ...planned].sort((a, b) => a.number - b.number) };
}

export const minutesOf = chapters => chapters.reduce((sum, { minutes }) => sum + minutes, 0);
