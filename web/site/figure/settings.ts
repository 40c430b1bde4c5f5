// settings.ts: what the reader's own browser remembers; harmless where storage is missing, full or forbidden.

const prefix = 'dropout_lab.';

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

// null: forgets it.
export function writeSetting(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Frames on other sites may have no storage; then the setting lasts as long as the page.
  }
}
