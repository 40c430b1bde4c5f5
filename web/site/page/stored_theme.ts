// stored_theme.ts: the reader's choice of light or dark, kept in this browser only. Storage may be forbidden: then it is not kept.
export type Theme = 'light' | 'dark';

const key = 'dropout_lab_theme';

export function storedTheme(): Theme | null {
  try {
    const value = localStorage.getItem(key);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

// null: follow the system again.
export function storeTheme(theme: Theme | null): void {
  try {
    if (theme) localStorage.setItem(key, theme);
    else localStorage.removeItem(key);
  } catch {
    // Private windows and frames of other sites: the choice holds for this page.
  }
}
