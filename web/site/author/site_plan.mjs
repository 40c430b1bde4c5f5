// site_plan.mjs: the contents of the lesson: chapters that exist, in reading order, among those that are planned.

export function sitePlan(press) {
  const ready = press.chapters.map(({ slug, number, title, promise }) => ({
    slug,
    number,
    title,
    promise,
    ready: true,
  }));
  const planned = (press.lesson.planned ?? [])
    .filter(chapter => !ready.some(other => other.slug === chapter.slug))
    .map(chapter => ({ ...chapter, ready: false }));
  return {
    title: press.lesson.title,
    plan: [...ready, ...planned].sort((a, b) => a.number - b.number),
  };
}
