// theme.ts: runs before the first paint: tells CSS that scripts work, and restores the reader's choice of light or dark.
import { storedTheme } from './stored_theme.ts';

const root = document.documentElement;
root.classList.add('js');
const chosen = storedTheme();
if (chosen) root.dataset.theme = chosen;
