// theme.ts: runs before the first paint: tells CSS that scripts work, and restores the reader's choice of light or dark.
// It also says where the script of the figures is missing or damaged: then they stand still.
import { storedTheme } from './stored_theme.ts';

const root = document.documentElement;
root.classList.add('js');
const chosen = storedTheme();
if (chosen) root.dataset.theme = chosen;

addEventListener(
  'error',
  ({ target, filename }) => {
    const script = document.querySelector<HTMLScriptElement>('[data-player]');
    if (script && (target === script || filename === script.src)) root.classList.add('still');
  },
  true, // what could not be loaded does not bubble
);
