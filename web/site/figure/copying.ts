// copying.ts: copies text for the reader, where the browser allows it.

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission (frames), or no secure context (file:, http:)
  }
}
