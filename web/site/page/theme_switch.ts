// theme_switch.ts: the buttons in the header and in its sheet that turn light into dark and back.
import { storeTheme } from './stored_theme.ts';
import type { Theme } from './stored_theme.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function connectThemeSwitch(): void {
  const root = document.documentElement;
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-theme-switch]');
  const shown = (): Theme => (root.dataset.theme as Theme | undefined) ?? (systemIsDark.matches ? 'dark' : 'light');
  const label = () => {
    const words = shown() === 'dark' ? 'Switch to light colors' : 'Switch to dark colors';
    for (const button of buttons)
      if (button.matches('.icon-button')) {
        button.setAttribute('aria-label', words);
        button.title = words;
      } else button.textContent = words;
  };
  const turn = () => {
    const next: Theme = shown() === 'dark' ? 'light' : 'dark';
    const isSystem = (next === 'dark') === systemIsDark.matches;
    if (isSystem) delete root.dataset.theme;
    else root.dataset.theme = next;
    storeTheme(isSystem ? null : next);
    label();
  };
  for (const button of buttons) button.addEventListener('click', turn);
  systemIsDark.addEventListener('change', label);
  label();
}
