// lesson.ts: the script of every page: brings its figures to life. The text needs none of it.
import { followInAddress, followInTab } from './address_bar.js';
import { bindTools } from './figure_tools.js';
import { installInputGuard } from './input_guard.js';
import { connectToParent } from '../embed/messages.js';
import { PageModels } from './page_models.js';
import { readLink } from './permalink.js';
import { watchPixelRatio, watchSurroundings } from './surroundings.js';
import { WidgetElement } from './widget_element.js';
import { widgetApi } from './widget_api.js';

// Figures wake a screen before they come into view and are parked three screens after they left it.
const nearMargin = '80% 0px';
const farMargin = '300% 0px';

function start(script: HTMLScriptElement): void {
  const page = document.documentElement;
  const models = new PageModels(script);
  const isEmbed = page.dataset.page === 'embed';
  installInputGuard();

  const figures = new Map<string, WidgetElement>();
  for (const root of document.querySelectorAll<HTMLElement>('figure[data-widget]')) {
    const figure = new WidgetElement(root, models, figures.size === 0);
    figures.set(root.id, figure);
    Object.defineProperty(root, 'widget', { value: widgetApi(figure), configurable: true });
  }
  const all = [...figures.values()];
  const embedBase = new URL(script.dataset.embedBase ?? '../', script.src).href;
  for (const figure of all) bindTools(figure, embedBase);

  const [only] = all;
  if (only) setTheme(page, readLink(location.search, location.hash, only.root.id, true).theme);
  if (isEmbed && only) {
    followInAddress(only);
    connectToParent(only, theme => setTheme(page, theme));
    addEventListener('hashchange', () => only.goTo(location.search, location.hash, true));
  } else {
    followFragments(figures);
    all.forEach(followInTab);
  }
  watchSurroundings(() => {
    models.paceChanged();
    all.forEach(figure => figure.surroundingsChanged());
  });
  // Paper shows the state that the screen shows, dark on white.
  addEventListener('beforeprint', () => inLight(page, () => all.forEach(figure => figure.keepPicture())));
  watchPixelRatio(() => all.forEach(figure => figure.sizeChanged()));
  watchVisibility(figures);
}

function watchVisibility(figures: ReadonlyMap<string, WidgetElement>): void {
  const figureOf = (entry: IntersectionObserverEntry) => figures.get(entry.target.id);
  const near = new IntersectionObserver(
    entries => entries.forEach(entry => entry.isIntersecting && figureOf(entry)?.wake()),
    { rootMargin: nearMargin },
  );
  // On pages with more than eight figures one that is near may be parked for another; in view it wakes again.
  const visible = new IntersectionObserver(entries =>
    entries.forEach(entry => entry.isIntersecting && figureOf(entry)?.wake()),
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

// "#mask_main?p=0.3" names no element, so the browser does not scroll to it; nor does it reload when only that changes.
function followFragments(figures: ReadonlyMap<string, WidgetElement>): void {
  const target = () => {
    const mark = location.hash.indexOf('?');
    return mark > 0 ? figures.get(location.hash.slice(1, mark)) : undefined;
  };
  target()?.root.scrollIntoView();
  addEventListener('hashchange', () => {
    const figure = target();
    figure?.root.scrollIntoView();
    figure?.goTo('', location.hash, false);
  });
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
function setTheme(page: HTMLElement, theme: string | null): void {
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
  else if (theme === 'auto') delete page.dataset.theme;
}

// A chapter is named by its file: dropout/mask.html, or dropout/mask on hosts that leave the ending away.

// Deferred, so the page is parsed; currentScript is known only while the script itself runs.
if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
