// settings.ts: what the reader's own browser remembers; harmless where storage is missing, full or forbidden.

const prefix = 'dropout_lab.';

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function writeSetting(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Frames on other sites may have no storage; then the setting lasts as long as the page.
  }
}
