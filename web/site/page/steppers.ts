// steppers.ts: the − and + beside number fields. They act like typing: whoever listens to the field hears input and change.

export function connectSteppers(): void {
  document.addEventListener('click', event => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-nudge]') : null;
    const field = button?.parentElement?.querySelector<HTMLInputElement>('input[type=number]');
    if (!button || !field || field.disabled) return;
    if (Number(button.dataset.by) > 0) field.stepUp();
    else field.stepDown();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
