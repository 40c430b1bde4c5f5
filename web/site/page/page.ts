// page.ts: what pages do beside their figures. Everything here is comfort: without it the page is complete.
import { connectCopyButtons } from './copying.ts';
import { connectMenu, connectPrinting, connectScrollers, connectSections, foldOpening } from './navigation.ts';
import { connectPanelLists } from './panel_list.ts';
import { connectPredictions } from './predict.ts';
import { connectPresets } from './presets.ts';
import { connectThemeSwitch } from './theme_switch.ts';

connectThemeSwitch();
foldOpening();
connectMenu();
connectSections();
connectScrollers();
connectPrinting();
connectPredictions();
connectPresets();
connectPanelLists();
connectCopyButtons();
