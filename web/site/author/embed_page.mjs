// embed_page.mjs: embed/<widget_id>.html: one widget alone, for iframes. Nothing but the figure and a way to the lesson.
import { escapeHtml, lines } from './html.mjs';
import { figureHtml } from './figure_html.mjs';
import { pageHtml } from './page_shell.mjs';

// The first page of the lesson that shows the widget.
export function homeOf(press, widgetId) {
  const shows = blocks => blocks.some(block => block.widget === widgetId || (block.blocks && shows(block.blocks)));
  return [...press.chapters, ...(press.ending ? [press.ending] : [])].find(page => shows(page.blocks));
}

export function embedPage(press, declaration, { assets }) {
  const figure = press.widgets[declaration.id];
  if (!figure) throw new Error(`no figure was pressed for the widget "${declaration.id}"`);
  const home = homeOf(press, declaration.id);
  const address = home ? `../dropout/${home.slug}.html` : '../index.html';
  const words = home ? `From the lesson: ${escapeHtml(home.title)}` : 'From Dropout Lab';
  const block = {
    type: 'widget',
    id: declaration.id,
    widget: declaration.id,
    title: declaration.title,
    caption: declaration.hint ?? '',
  };
  const body = lines(
    '<main id="content" class="embed">',
    figureHtml(declaration, figure, {
      slug: 'embed',
      block,
      id: declaration.id,
      level: 1,
      alone: true,
      captionHtml: escapeHtml(declaration.hint ?? ''),
      lessonLink: ` <a class="lesson-link" href="${address}" target="_blank" rel="noopener" data-lesson-link>${words}</a>`,
    }),
    '</main>',
  );
  return pageHtml({
    title: `${declaration.title} · Dropout Lab`,
    description: declaration.summary,
    root: '../',
    assets,
    declarations: press.declarations,
    kind: 'embed',
    body,
  });
}
