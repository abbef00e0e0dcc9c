/** One menu at a time; Escape and clicks elsewhere close it, arrow keys walk through it. */
export function createMenus(bar: HTMLElement): void {
  const menus = [...bar.querySelectorAll<HTMLDetailsElement>('details')];
  for (const menu of menus) {
    const summary = menu.querySelector('summary')!;
    const items = (): HTMLElement[] => [
      ...menu.querySelectorAll<HTMLElement>('.ui-drop a[href], .ui-drop button'),
    ];
    menu.addEventListener('toggle', () => {
      if (!menu.open) return;
      for (const other of menus) if (other !== menu) other.open = false;
    });
    menu.addEventListener('keydown', (event) => {
      if (!menu.open) return;
      if (event.key === 'Escape') {
        menu.open = false;
        summary.focus();
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const all = items();
        const at = all.indexOf(document.activeElement as HTMLElement);
        const step = event.key === 'ArrowDown' ? 1 : -1;
        all.at((at === -1 && step === -1 ? 0 : at + step) % all.length)?.focus();
      } else {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
  }
  document.addEventListener('pointerdown', (event) => {
    for (const menu of menus) if (!menu.contains(event.target as Node)) menu.open = false;
  });
}
