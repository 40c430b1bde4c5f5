// lesson.ts: the script of every page with figures but those for frames, which have embed/framed.ts.
import { followInTab } from './address_bar.js';
import { startFigures } from './page_figures.js';

// Deferred, so the page is parsed; currentScript is known only while the script itself runs.
if (document.currentScript instanceof HTMLScriptElement) followInTab(startFigures(document.currentScript).figures);
