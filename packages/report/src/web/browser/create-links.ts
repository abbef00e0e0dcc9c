import type { Selection } from './create-selection.js';

/** Lets the links of the bar take the selection along: views as their focus, refinements as what they are about. */
export function createLinks(bar: HTMLElement, selection: Selection): void {
  const links = [...bar.querySelectorAll<HTMLAnchorElement>('a[data-view], a[data-refine]')];
  const note = bar.querySelector('#ui-selected');
  const still = note?.textContent ?? '';
  const present = new URLSearchParams(location.search);
  const addressFor = (path: string, parameter: string, pattern: string): string => {
    const query = new URLSearchParams(present);
    if (pattern !== '') {
      const old = present.get(parameter) ?? '';
      // More is ignored or hidden than before; the other filters are replaced.
      const adds = (parameter === 'i' || parameter === 'h') && old !== '';
      query.set(parameter, adds ? `${pattern}|${old}` : pattern);
    }
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  };
  const update = (): void => {
    const pattern = selection.pattern();
    for (const link of links) {
      const { view, refine } = link.dataset;
      if (view !== undefined) {
        link.setAttribute('href', addressFor(`./${view}`, 'f', pattern));
      } else if (pattern === '') {
        link.removeAttribute('href');
        link.setAttribute('aria-disabled', 'true');
      } else {
        link.setAttribute('href', addressFor(location.pathname.replace(/^.*\//s, './'), refine!, pattern));
        link.removeAttribute('aria-disabled');
      }
    }
    if (note !== null) note.textContent = selection.description() || still;
  };
  selection.watch(update);
  // The flame graph tells of no change; what counts is what holds when a link may be followed.
  for (const event of ['pointerenter', 'focusin', 'keydown']) bar.addEventListener(event, update);
  update();
}
