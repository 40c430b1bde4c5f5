// framed.ts: the script of the pages that others frame: one figure, whose state is in the address, and its messages.
import { followInAddress } from '../figure/address_bar.js';
import { setTheme, startFigures } from '../figure/page_figures.js';
import { connectToParent } from './messages.js';

function start(script: HTMLScriptElement): void {
  const { figures, tools } = startFigures(script);
  const [figure] = figures.values();
  if (!figure) return;
  followInAddress(figure);
  connectToParent(figure, tools, setTheme);
}

// Deferred, so the page is parsed; currentScript is known only while the script itself runs.
if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
