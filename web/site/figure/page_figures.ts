// page_figures.ts: brings the figures of a page to life, whatever kind of page it is. The text needs none of it.
import { watchPresses } from './after_press.js';
import { bindTools, toolsScript } from './figure_tools.js';
import type { ToolsScript } from './figure_tools.js';
import { sendWordsAwayOnEscape } from './hover_words.js';
import { installInputGuard } from './input_guard.js';
import { standInForObservers } from './observers.js';
import { PageModels } from './page_models.js';
import { readLink } from './permalink.js';
import { watchPixelRatio, watchSurroundings } from './surroundings.js';
import { WidgetElement } from './widget_element.js';
import { widgetApi } from './widget_api.js';

// Figures wake a screen before they come into view and are parked three screens after they left it.
const nearMargin = '80% 0px';
const farMargin = '300% 0px';

export interface Figures {
  readonly figures: ReadonlyMap<string, WidgetElement>; // by their ids, in the page's order
  readonly tools: ToolsScript;
}

export function startFigures(script: HTMLScriptElement): Figures {
  const page = document.documentElement;
  standInForObservers();
  const models = new PageModels(script);
  installInputGuard();
  watchPresses();

  const figures = new Map<string, WidgetElement>();
  for (const root of document.querySelectorAll<HTMLElement>('figure[data-widget]')) {
    const figure = new WidgetElement(root, models, figures.size === 0);
    figures.set(root.id, figure);
    Object.defineProperty(root, 'widget', { value: widgetApi(figure), configurable: true });
  }
  const all = [...figures.values()];
  const tools = toolsScript(script);
  for (const figure of all) bindTools(figure, tools);
  sendWordsAwayOnEscape(all);

  const [first] = all;
  if (first) setTheme(readLink(location.search, location.hash, first.root.id, true).theme);
  watchSurroundings(() => {
    models.paceChanged();
    all.forEach(figure => figure.surroundingsChanged());
  });
  // Paper shows the state that the screen shows, dark on white.
  watchPaper(all, show => inLight(page, show));
  watchPixelRatio(() => all.forEach(figure => figure.sizeChanged()));
  watchVisibility(figures);
  return { figures, tools };
}

function watchVisibility(figures: ReadonlyMap<string, WidgetElement>): void {
  const figureOf = (entry: IntersectionObserverEntry) => figures.get(entry.target.id);
  const near = new IntersectionObserver(
    entries => entries.forEach(entry => figureOf(entry)?.seen(entry.isIntersecting)),
    { rootMargin: nearMargin },
  );
  // On pages with more than eight figures one that is near may be parked for another; in view it wakes again.
  const visible = new IntersectionObserver(entries =>
    entries.forEach(entry => entry.isIntersecting && figureOf(entry)?.seen(true)),
  );
  const far = new IntersectionObserver(
    entries => entries.forEach(entry => !entry.isIntersecting && figureOf(entry)?.park()),
    { rootMargin: farMargin },
  );
  const observe = () => {
    for (const { root } of figures.values()) for (const observer of [near, visible, far]) observer.observe(root);
  };
  observe();
  // A page that is left gives its memory back (iOS reloads run out of it); one that returns from the cache goes on.
  addEventListener('pagehide', event => {
    for (const observer of [near, visible, far]) observer.disconnect();
    for (const figure of figures.values()) figure.park(event.persisted);
  });
  addEventListener('pageshow', event => {
    if (event.persisted) observe();
  });
}

// Before it is printed, and while the page is looked at as paper, as previews and tests do.
function watchPaper(all: readonly WidgetElement[], inLight: (show: () => void) => void): void {
  const paper = matchMedia('print');
  const show = () => inLight(() => all.forEach(figure => figure.keepPicture()));
  addEventListener('beforeprint', show);
  paper.addEventListener('change', () => paper.matches && show());
  for (const figure of all) figure.onState(() => paper.matches && inLight(() => figure.keepPicture()));
}

// Whatever asks for colors meanwhile gets those of the light theme. Who watches the theme is told afterwards.
function inLight(page: HTMLElement, run: () => void): void {
  const { theme } = page.dataset;
  page.dataset.theme = 'light';
  run();
  if (theme === undefined) delete page.dataset.theme;
  else page.dataset.theme = theme;
}

// A link or the page around may ask for light, dark or (auto) the reader's own; it is not remembered.
export function setTheme(theme: string | null): void {
  const page = document.documentElement;
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
  else if (theme === 'auto') delete page.dataset.theme;
}
