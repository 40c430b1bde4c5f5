// hover_words.ts: Escape sends away the words that a picture shows beside the pointer; whoever uses a magnifier needs that.
interface Hovered {
  sendWordsAway(): boolean; // false: there were none
}

// The key counts as used only then; whatever else it closes, it closes as always.
export function sendWordsAwayOnEscape(figures: readonly Hovered[]): void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    if (figures.filter(figure => figure.sendWordsAway()).length > 0) event.preventDefault();
  };
  addEventListener('keydown', onKey, { capture: true });
}
