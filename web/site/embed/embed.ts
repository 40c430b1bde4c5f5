// embed.ts: the script for other people's pages: defines <dropout-widget>. Classic, as a module, or imported.
import { watchPresses } from '../figure/after_press.js';
import { DropoutWidget } from './element.js';

// On a server, where pages are made, there are no elements; importing it there does nothing.
if (globalThis.customElements && !customElements.get('dropout-widget')) {
  watchPresses();
  customElements.define('dropout-widget', DropoutWidget);
}

export {};
