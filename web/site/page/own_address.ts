// own_address.ts: the codes of the pages for other people's pages name this site: its address takes the place of
// "https://your.site/".
const placeholder = 'https://your.site/';

export const withAddress = (text: string, address: string): string => text.replaceAll(placeholder, address);

export function fillInAddress(): void {
  // Each page with such codes lies beside embed.js.
  const address = new URL('.', location.href).href;
  for (const code of document.querySelectorAll('[data-snippet]')) {
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode as Text;
      node.data = withAddress(node.data, address);
    }
  }
}
