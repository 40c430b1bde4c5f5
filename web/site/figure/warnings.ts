// warnings.ts: tells developers and authors what was wrong, each thing once.
const told = new Set<string>();

export function warnOnce(text: string, level: 'warn' | 'error' = 'warn'): void {
  if (told.has(text)) return;
  told.add(text);
  console[level](`Dropout Lab: ${text}`);
}
