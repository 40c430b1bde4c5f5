// theme_switch.ts: the button in the header that turns light into dark and back.
import { storeTheme } from './stored_theme.ts';
import type { Theme } from './stored_theme.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

export function connectThemeSwitch(): void {
  const root = document.documentElement;
  const button = document.querySelector<HTMLButtonElement>('[data-theme-switch]');
  if (!button) return;
  const shown = (): Theme => (root.dataset.theme as Theme | undefined) ?? (systemIsDark.matches ? 'dark' : 'light');
  const label = () => {
    const words = shown() === 'dark' ? 'Switch to light colors' : 'Switch to dark colors';
    button.setAttribute('aria-label', words);
    button.title = words;
  };
  button.addEventListener('click', () => {
    const next: Theme = shown() === 'dark' ? 'light' : 'dark';
    const isSystem = (next === 'dark') === systemIsDark.matches;
    if (isSystem) delete root.dataset.theme;
    else root.dataset.theme = next;
    storeTheme(isSystem ? null : next);
    label();
  });
  systemIsDark.addEventListener('change', label);
  label();
}
