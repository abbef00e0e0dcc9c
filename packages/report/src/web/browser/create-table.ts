import type { NodeSelection } from './create-selection.js';

/** The table of functions: headings sort it, rows can be selected. */
export function createTable(table: HTMLTableElement, selection: NodeSelection): void {
  const body = table.tBodies[0]!;
  const total = Number(table.dataset.total);
  const rows = [...body.rows];
  const value = (row: HTMLTableRowElement, column: string): number => Number(row.dataset[column]);
  const heads = [...table.querySelectorAll<HTMLButtonElement>('th button')];
  const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

  const sortBy = (column: string, descending: boolean): void => {
    const direction = descending ? -1 : 1;
    rows.sort((a, b) => {
      const order =
        column === 'name'
          ? compareNames(a.dataset.name!, b.dataset.name!)
          : value(a, column) - value(b, column);
      return direction * order || value(a, 'rank') - value(b, 'rank');
    });
    let sum = 0;
    for (const row of rows) {
      sum += value(row, 'flat');
      row.querySelector('.ui-sum')!.textContent = total === 0 ? '' : `${((100 * sum) / total).toFixed(2)}%`;
    }
    body.replaceChildren(...rows);
    for (const head of heads) {
      const cell = head.closest('th')!;
      if (head.dataset.sort === column)
        cell.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  };
  for (const head of heads) {
    const column = head.dataset.sort!;
    head.addEventListener('click', () => {
      const present = head.closest('th')!.getAttribute('aria-sort');
      sortBy(column, present === null ? column !== 'name' : present === 'ascending');
    });
  }

  body.addEventListener('click', (event) => {
    const target = event.target as HTMLElement;
    const row = target.closest('tr');
    // A link is a link, and marking text to copy it is no selection of a row.
    if (row === null || target.closest('a') !== null || getSelection()?.type === 'Range') return;
    selection.toggle(value(row, 'rank'));
  });
  body.addEventListener('keydown', (event) => {
    const row = (event.target as HTMLElement).closest('tr');
    if (row === null || event.target !== row) return;
    if (event.key === ' ' || event.key === 'Enter') selection.toggle(value(row, 'rank'));
    else if (event.key === 'ArrowDown') (row.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'ArrowUp') (row.previousElementSibling as HTMLElement | null)?.focus();
    else return;
    event.preventDefault();
  });
}
