// settings.ts: what the reader's own browser remembers; harmless where storage is missing, full or forbidden.

const prefix = 'dropout_lab.';

// Frames on other sites may have no storage; then a setting lasts as long as the page.
const unkept = new Map<string, string>();

export function readSetting(name: string): string | null {
  try {
    // What a full store did not take is newer.
    return unkept.get(name) ?? localStorage.getItem(prefix + name);
  } catch {
    return unkept.get(name) ?? null;
  }
}

// null: forgets it.
export function writeSetting(name: string, value: string | null): void {
  unkept.delete(name);
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    if (value !== null) unkept.set(name, value);
  }
}

// Names of all that begin so.
export function settingNames(start: string): string[] {
  const names = [...unkept.keys()];
  try {
    for (let at = 0; at < localStorage.length; ++at) {
      const key = localStorage.key(at) ?? '';
      if (key.startsWith(prefix)) names.push(key.slice(prefix.length));
    }
  } catch {
    // Only what this page knows.
  }
  return names.filter(name => name.startsWith(start));
}

export function canRemember(): boolean {
  const name = `${prefix}probe`;
  try {
    localStorage.setItem(name, '1');
    localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}
