// base.ts: the folder where this script lies; the frames are beside it.
//
// A classic script finds its tag, unless something on the page has taken that name. A module knows import.meta, which a
// classic script may not even mention. Both can read the address that they are called from. Built into somebody's bundle
// the script lies nowhere; then the element has to say where the figures are (attribute base).

const isOurs = (address: string) => /\/embed[^/?#]*\.js(?=[?#]|$)/.test(address);

function ownAddress(): string {
  if (typeof document === 'undefined') return '';
  const script: unknown = document.currentScript;
  if (script instanceof HTMLScriptElement && isOurs(script.src)) return script.src;
  const called = /(?:https?|file):\/\/[^\s()]*?\.js(?:[?#][^\s():]*)?/.exec(new Error().stack ?? '');
  return called && isOurs(called[0]) ? called[0] : '';
}

const own = ownAddress();

// The folder, or null where it is unknown or no address.
export function baseOf(attribute: string | null): URL | null {
  try {
    return attribute === null ? new URL('.', own) : new URL(attribute.replace(/\/?$/, '/'), document.baseURI);
  } catch {
    return null;
  }
}
