// page.ts: what pages do beside their figures. Everything here is comfort: without it the page is complete.
import { connectCopyButtons } from './copying.ts';
import { connectMenu, connectScrollers, connectSections } from './navigation.ts';
import { connectNotes } from './notes.ts';
import { fillInAddress } from './own_address.ts';
import { connectPredictions } from './predict.ts';
import { connectPresets } from './presets.ts';
import { connectPrinting } from './printing.ts';
import { followProgress } from './progress.ts';
import { connectThemeSwitch } from './theme_switch.ts';

const { page } = document.documentElement.dataset;
const slug = /([^/]*?)(?:\.html)?$/.exec(location.pathname)?.[1] ?? '';

connectThemeSwitch();
connectNotes();
connectMenu();
connectSections();
connectScrollers();
connectPrinting();
connectPredictions();
connectPresets();
fillInAddress();
connectCopyButtons();
if (page !== 'embed') followProgress(page === 'chapter' ? slug : '');
