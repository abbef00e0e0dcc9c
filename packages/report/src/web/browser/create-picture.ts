import type { NodeSelection } from './create-selection.js';

/** The drawing: the wheel or a pinch zooms about the pointer, dragging moves it, a click selects a box. */
export function createPicture(stage: HTMLElement, selection: NodeSelection): void {
  const svg = stage.querySelector('svg')!;
  const [left = 0, top = 0, width = 1, height = 1] = svg.getAttribute('viewBox')!.split(/[ ,]+/).map(Number);
  /** What the window shows, in units of the drawing; as high as the window's form asks. */
  let view = { x: left, y: top, width, height };
  const pointers = new Map<number, { x: number; y: number }>();
  let moved = 0;

  const show = (): void => {
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
    stage.dataset.zoom = String(stage.clientWidth / view.width);
  };
  const fit = (): void => {
    const form = stage.clientHeight / Math.max(1, stage.clientWidth);
    // A small drawing is not blown up beyond twice its size.
    const wide = Math.max(width * 1.04, (height * 1.04) / form, stage.clientWidth / 2);
    view = {
      x: left + (width - wide) / 2,
      y: top + (height - wide * form) / 2,
      width: wide,
      height: wide * form,
    };
    show();
  };
  const zoom = (factor: number, x = stage.clientWidth / 2, y = stage.clientHeight / 2): void => {
    const next = view.width * factor;
    if (next < 40 || next > 8 * Math.max(width, stage.clientWidth)) return;
    const scale = view.width / stage.clientWidth;
    const [atX, atY] = [view.x + x * scale, view.y + y * scale];
    view = {
      x: atX - (atX - view.x) * factor,
      y: atY - (atY - view.y) * factor,
      width: next,
      height: view.height * factor,
    };
    show();
  };
  const pan = (x: number, y: number): void => {
    const scale = view.width / stage.clientWidth;
    view = { ...view, x: view.x - x * scale, y: view.y - y * scale };
    show();
  };
  const pointOf = (event: MouseEvent): { x: number; y: number } => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = pointOf(event);
      zoom(1.0015 ** Math.max(-300, Math.min(300, event.deltaY)), x, y);
    },
    { passive: false },
  );
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || (event.target as Element).closest('button') !== null) return;
    pointers.set(event.pointerId, pointOf(event));
    if (pointers.size === 1) moved = 0;
  });
  stage.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = pointOf(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    // Only a true drag takes the pointer, or a click would not reach its box.
    if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    if (other === undefined) {
      pan(now.x - before.x, now.y - before.y);
    } else {
      const gap = (point: { x: number; y: number }): number =>
        Math.hypot(point.x - other.x, point.y - other.y);
      zoom(gap(before) / Math.max(1, gap(now)), (now.x + other.x) / 2, (now.y + other.y) / 2);
    }
    pointers.set(event.pointerId, now);
  });
  for (const end of ['pointerup', 'pointercancel'] as const) {
    stage.addEventListener(end, (event) => pointers.delete(event.pointerId));
  }
  stage.addEventListener('click', (event) => {
    const box = (event.target as Element).closest('.node');
    if (box !== null && moved <= 4) selection.toggle(Number(box.id.slice('node'.length)));
  });
  const actions: Readonly<Record<string, () => void>> = {
    '+': () => zoom(0.8),
    '=': () => zoom(0.8),
    '-': () => zoom(1.25),
    '0': fit,
    ArrowLeft: () => pan(60, 0),
    ArrowRight: () => pan(-60, 0),
    ArrowUp: () => pan(0, 60),
    ArrowDown: () => pan(0, -60),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as Element;
    if (!stage.contains(target) && target !== document.body) return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  for (const button of stage.querySelectorAll<HTMLButtonElement>('button[data-do]')) {
    button.addEventListener('click', actions[button.dataset.do!]!);
  }
  new ResizeObserver(fit).observe(stage);
  fit();
}
