// stored_theme.ts: the reader's choice of light or dark, kept in this browser only.
import { readSetting, writeSetting } from '../figure/settings.ts';

export type Theme = 'light' | 'dark';

export function storedTheme(): Theme | null {
  const value = readSetting('theme');
  return value === 'light' || value === 'dark' ? value : null;
}

// null: follow the system again.
export function storeTheme(theme: Theme | null): void {
  writeSetting('theme', theme);
}
