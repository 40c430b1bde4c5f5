// progress.ts: remembers on this device which chapters were opened and read and where a prediction was made, and shows it.
import { readSetting, settingNames, writeSetting } from '../figure/settings.ts';
import { plural } from './words.ts';

type State = 'visited' | 'answered' | 'read';
const words: Record<State, string> = { visited: 'started', answered: 'started, guesses made', read: 'read' };
const states: readonly State[] = ['read', 'answered', 'visited'];

// Tells the page that something was remembered or forgotten.
export const progressEvent = 'lab-progress';
export const forgottenEvent = 'lab-forgotten';
export const tell = () => document.dispatchEvent(new Event(progressEvent));

export const hasAnswers = (): boolean => ['guess.', 'round.'].some(kind => settingNames(kind).length > 0);

// Guesses, rounds, chapters opened and read, the place to go on; not the look of the page.
export function forgetEverything(): void {
  for (const kind of ['guess.', 'round.', ...states.map(state => `${state}.`)])
    for (const name of settingNames(kind)) writeSetting(name, null);
  writeSetting('last', null);
  tell();
  document.dispatchEvent(new Event(forgottenEvent));
}

// slug: of the chapter that is shown; empty on other pages.
export function followProgress(slug: string): void {
  if (slug) {
    writeSetting(`visited.${slug}`, '1');
    writeSetting('last', slug);
    for (const box of document.querySelectorAll<HTMLElement>('[data-predict]')) noteCommitment(box, slug);
    noteReading(slug);
  }
  showProgress(slug);
  const forget = document.querySelector('[data-forget]');
  forget?.addEventListener('click', () => {
    forgetEverything();
    forget.textContent = 'Forgotten';
  });
  document.addEventListener(progressEvent, () => showProgress(slug));
}

// A question shows its stage: open, then committed, then told. The place of the choice is kept when the guess is made: the
// latest guess counts.
function noteCommitment(box: HTMLElement, slug: string): void {
  let noted = false;
  new MutationObserver(() => {
    const choice = box.querySelector<HTMLInputElement>('input:checked');
    if (noted || !box.dataset.stage || box.dataset.stage === 'open' || !choice) return;
    noted = true;
    writeSetting(`answered.${slug}`, '1');
    writeSetting(`guess.${slug}.${box.id}`, choice.value);
    tell();
  }).observe(box, { attributes: true, attributeFilter: ['data-stage'] });
}

// Who comes to the way on has read the chapter.
function noteReading(slug: string): void {
  const end = document.querySelector('.way-on');
  if (!end || typeof IntersectionObserver !== 'function') return;
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    writeSetting(`read.${slug}`, '1');
    showProgress(slug);
  });
  observer.observe(end);
}

const stations = () => [...document.querySelectorAll<HTMLElement>('[data-progress-slug]')];
const slugs = () => new Set(stations().map(({ dataset }) => dataset.progressSlug ?? ''));
const stateOf = (slug: string) => states.find(state => readSetting(`${state}.${slug}`) !== null);

// Where to go on: the chapter that was opened last, or the one after it when that is read.
function nextSlug(): string | undefined {
  const order = [...slugs()];
  const last = order.indexOf(readSetting('last') ?? '');
  return last < 0 ? undefined : order.slice(last).find(slug => stateOf(slug) !== 'read');
}

function showProgress(shown: string): void {
  const next = shown ? undefined : nextSlug();
  for (const station of stations()) {
    const slug = station.dataset.progressSlug ?? '';
    const state = stateOf(slug);
    if (state) station.dataset.progress = state;
    else delete station.dataset.progress;
    station.toggleAttribute('data-next', slug === next);
    const time = station.querySelector('[data-time]');
    if (!time || slug === shown) continue;
    const minutes = `${station.dataset.minutes ?? ''} min`;
    time.textContent = slug === next ? `Continue, ${minutes}` : state ? words[state] : minutes;
  }
  for (const path of document.querySelectorAll<HTMLElement>('.path')) showLeft(path);
  const count = document.querySelector('[data-read-count]');
  const read = [...slugs()].filter(slug => stateOf(slug) === 'read').length;
  if (count && read) count.textContent = `${String(read)} of ${String(slugs().size)} read`;
  else if (count) count.textContent = '';
}

// What the words around a path say: how much is read, and what is left of it and of its short way.
function showLeft(path: HTMLElement): void {
  const stops = [...path.querySelectorAll<HTMLElement>('[data-minutes]')];
  const minutes = (of: readonly HTMLElement[]) => of.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0);
  const isRead = ({ dataset }: HTMLElement) => dataset.progress === 'read';
  const left = stops.filter(stop => !isRead(stop));
  const around = path.parentElement;
  const set = (name: string, text: string) => {
    const place = around?.querySelector(`[data-${name}]`);
    if (place) place.textContent = text;
  };
  const read = stops.length - left.length;
  set(
    'count',
    read
      ? `${String(read)} of ${String(stops.length)} read, ${plural(minutes(left), 'minute')} left`
      : `${plural(stops.length, 'chapter')}, ${plural(minutes(stops), 'minute')}`,
  );
  const short = stops.filter(({ dataset }) => dataset.essential !== undefined);
  const shortLeft = short.filter(stop => !isRead(stop));
  const more = shortLeft.length < short.length ? ' left' : '';
  set('short-left', `${plural(minutes(shortLeft), 'minute')}${more}`);
}
