import type { NodeSelection } from './create-selection.js';

/** The search box: marks what matches while one types; Enter focuses the page on it, Escape gives up. */
export function createSearch(input: HTMLInputElement, selection: NodeSelection): void {
  let typing: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => selection.search(input.value), 120);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      clearTimeout(typing);
      input.value = '';
      selection.search('');
      input.blur();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const query = new URLSearchParams(location.search);
      if (input.value === '') query.delete('f');
      else query.set('f', input.value);
      location.search = query.toString();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (target.matches('input, textarea') || document.querySelector('dialog[open]') !== null) return;
    if (event.key === '/') {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === 'Escape') {
      input.value = '';
      selection.clear();
    }
  });
}
