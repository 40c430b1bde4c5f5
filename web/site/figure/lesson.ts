// lesson.ts: the script of every page with figures but those for frames, which have embed/framed.ts.
import { followInTab } from './address_bar.js';
import { startFigures } from './page_figures.js';
import type { WidgetElement } from './widget_element.js';

function start(script: HTMLScriptElement): void {
  const figures = startFigures(script);
  followFragments(figures);
  figures.forEach(followInTab);
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

// Deferred, so the page is parsed; currentScript is known only while the script itself runs.
if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
