/** Zoom, search and a line of figures for the SVG file. Where scripts do not run, it is a picture with tooltips. */
export function startPicture(padding: number, width: number, characterWidth: number): void {
  const all = <Kind extends Element>(selector: string): Kind[] => [
    ...document.querySelectorAll<Kind>(selector),
  ];
  const find = (selector: string): Element => document.querySelector(selector)!;
  const boxes = all<SVGGElement>('g.box').map((group) => {
    const rect = group.querySelector('rect')!;
    const title = group.querySelector('title')!.textContent;
    return {
      group,
      rects: [...group.querySelectorAll('rect')],
      text: group.querySelector('text')!,
      title: title.replaceAll('\n', '  ·  '),
      words: title.split('\n').slice(0, 2).join('\n').toLowerCase(),
      label: group.dataset.label!,
      depth: Number(group.dataset.depth),
      left: Number(rect.getAttribute('x')) - padding,
      wide: Number(rect.getAttribute('width')),
    };
  });
  type Box = (typeof boxes)[number];
  const detail = find('#detail');
  const reset = find('#reset');
  const found = find('#found');
  const still = detail.textContent;

  const fit = (label: string, room: number): string => {
    const most = Math.floor((room - 8) / characterWidth);
    if (label.length <= most) return label;
    return most < 4 ? '' : `${label.slice(0, most - 1)}…`;
  };
  const zoom = (target: Box): void => {
    const scale = width / target.wide;
    for (const box of boxes) {
      const from = Math.max(0, (box.left - target.left) * scale);
      const to = Math.min(width, (box.left + box.wide - target.left) * scale);
      const shown = to - from > 0.2;
      box.group.setAttribute('display', shown ? 'inline' : 'none');
      if (!shown) continue;
      for (const rect of box.rects) {
        rect.setAttribute('x', String(padding + from));
        rect.setAttribute('width', String(to - from));
      }
      box.text.setAttribute('x', String(padding + from + 4));
      box.text.textContent = fit(box.label, to - from);
      box.group.classList.toggle('above', box.depth < target.depth);
    }
    reset.setAttribute('visibility', target === boxes[0] ? 'hidden' : 'visible');
  };
  const search = (query: string): void => {
    const wanted = query.toLowerCase();
    let covered = -1;
    let held = 0;
    for (const box of boxes) {
      const matches = wanted !== '' && box.depth > 0 && box.words.includes(wanted);
      box.group.classList.toggle('faint', wanted !== '' && !matches);
      // Boxes are in depth-first order, so those below a match end before it does.
      if (matches && box.left >= covered - 1e-6) {
        held += box.wide;
        covered = box.left + box.wide;
      }
    }
    found.textContent = wanted === '' ? '' : `${query}: ${((100 * held) / width).toFixed(1)}% of the width`;
  };
  const ask = (): void => {
    const query = window.prompt('Search functions and files', '');
    if (query !== null) search(query);
  };
  for (const box of boxes) {
    box.group.addEventListener('click', () => zoom(box));
    box.group.addEventListener('pointerenter', () => (detail.textContent = box.title));
    box.group.addEventListener('pointerleave', () => (detail.textContent = still));
  }
  reset.addEventListener('click', () => zoom(boxes[0]!));
  find('#ask').setAttribute('visibility', 'visible');
  find('#ask').addEventListener('click', ask);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' || (event.key === 'f' && event.ctrlKey)) {
      event.preventDefault();
      ask();
    } else if (event.key === 'Escape') {
      search('');
      zoom(boxes[0]!);
    }
  });
}
