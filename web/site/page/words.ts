// words.ts: counts as the scripts of a page say them: "1 minute left", "0 predictions".
export const plural = (count: number, name: string): string => `${String(count)} ${name}${count === 1 ? '' : 's'}`;
