/** Saving the options of the page under a name, and deleting one of the names. */
export function createConfigs(bar: HTMLElement, names: readonly string[]): void {
  const save = document.getElementById('ui-save') as HTMLDialogElement | null;
  const remove = document.getElementById('ui-delete') as HTMLDialogElement | null;
  const open = bar.querySelector('#ui-save-open');
  if (save === null || remove === null || open === null) return;
  const name = save.querySelector('input')!;
  let doomed = '';

  const send = async (path: string, config: string, dialog: HTMLDialogElement): Promise<void> => {
    const query = new URLSearchParams(location.search);
    query.set('config', config);
    const problem = dialog.querySelector('.ui-problem')!;
    problem.textContent = '';
    try {
      const answer = await fetch(`./${path}?${query.toString()}`, { method: 'POST' });
      if (answer.ok) location.reload();
      else problem.textContent = (await answer.text()).slice(0, 300);
    } catch {
      problem.textContent = 'The server does not answer.';
    }
  };
  const bind = (dialog: HTMLDialogElement, act: () => void): void => {
    // What is typed here is no command to the page behind.
    dialog.addEventListener('keydown', (event) => event.stopPropagation());
    dialog.addEventListener('click', (event) => {
      const { value } = event.target as HTMLButtonElement;
      if (event.target instanceof HTMLButtonElement && value === 'ok') act();
      else if (event.target instanceof HTMLButtonElement) dialog.close();
    });
  };
  const saveNow = (): void => void send('saveconfig', name.value, save);
  bind(save, saveNow);
  bind(remove, () => void send('deleteconfig', doomed, remove));
  name.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') saveNow();
  });
  open.addEventListener('click', () => {
    open.closest('details')!.open = false;
    save.showModal();
    name.focus();
  });
  for (const button of bar.querySelectorAll<HTMLButtonElement>('button[data-config]')) {
    button.addEventListener('click', () => {
      doomed = names[Number(button.dataset.config)]!;
      remove.querySelector('b')!.textContent = doomed;
      remove.showModal();
    });
  }
}
