import type { Viewer } from './create-viewer.js';
import type { Tooltip } from './create-tooltip.js';

export interface Stage {
  /** Moves the cursor; `in` is away from the root. */
  readonly move: (direction: 'in' | 'out' | 'left' | 'right') => void;
  /** For paper: as on white, whatever the reader's scheme. */
  readonly setLight: (light: boolean) => void;
}

/** The drawing: a canvas as large as the window's part that shows, over a strip as tall as the tree. */
export function createStage(
  viewer: Viewer,
  stage: HTMLElement,
  status: HTMLElement,
  tooltip: Tooltip,
): Stage {
  const { parts, data, tree } = viewer;
  const rowHeight = 22;
  const margin = 6;
  const strip = stage.querySelector<HTMLElement>('.strip')!;
  const canvas = stage.querySelector('canvas')!;
  const paint = parts.createPainter(canvas, data, tree, viewer.labelOf, rowHeight);
  const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let palette = parts.createPalette(data, tree, darkScheme.matches);
  let from = 0;
  let to = 1;
  let rows = 1;
  let hovered = -1;
  let frameRequest = 0;
  let glide: { readonly since: number; readonly from: number; readonly to: number } | undefined;
  let placeInRow: Int32Array | undefined;

  const sizeOf = (node: number): number => viewer.layout().size[node]!;
  const goal = (): { from: number; to: number } => {
    const { zoom } = viewer.state();
    const left = viewer.layout().left[zoom]!;
    return { from: left, to: left + sizeOf(zoom) };
  };
  const offsetOf = (depth: number): number => {
    if (!viewer.state().flame) return margin + depth * rowHeight;
    return Math.max(rows * rowHeight + 2 * margin, stage.clientHeight) - margin - (depth + 1) * rowHeight;
  };
  const depthAt = (y: number): number => {
    if (!viewer.state().flame) return Math.floor((y - margin) / rowHeight);
    return Math.ceil((offsetOf(-1) - y) / rowHeight) - 1;
  };

  const draw = (): void => {
    frameRequest = 0;
    const end = goal();
    if (glide === undefined) {
      ({ from, to } = end);
    } else {
      const part = Math.min(1, (performance.now() - glide.since) / 160);
      const eased = 1 - (1 - part) ** 3;
      from = glide.from + (end.from - glide.from) * eased;
      to = glide.to + (end.to - glide.to) * eased;
      if (part === 1) glide = undefined;
      else request();
    }
    const top = stage.scrollTop;
    const height = stage.clientHeight;
    const visible = [depthAt(top), depthAt(top + height)].sort((a, b) => a - b);
    const { selected } = viewer.state();
    const boxes = paint({
      layout: viewer.layout(),
      palette,
      from,
      to,
      width: canvas.clientWidth,
      height,
      topOf: (depth) => offsetOf(depth) - top,
      firstDepth: Math.max(0, visible[0]!),
      lastDepth: Math.min(rows - 1, visible[1]!),
      matches: viewer.matches(),
      selected,
      hovered,
      selectedFrame: selected > 0 ? tree.frame[selected]! : -1,
    });
    canvas.dataset.boxes = String(boxes);
    canvas.dataset.settled = String(glide === undefined);
  };
  function request(): void {
    if (frameRequest === 0) frameRequest = requestAnimationFrame(draw);
  }

  const measure = (): void => {
    const { zoom } = viewer.state();
    rows = 1;
    for (let node = zoom; node < tree.end[zoom]!; node++) {
      if (sizeOf(node) > 0 && tree.depth[node]! >= rows) rows = tree.depth[node]! + 1;
    }
    strip.style.height = `${Math.max(rows * rowHeight + 2 * margin, stage.clientHeight)}px`;
    canvas.style.height = `${stage.clientHeight}px`;
  };
  const reveal = (node: number): void => {
    const top = offsetOf(tree.depth[node]!);
    if (top < stage.scrollTop) stage.scrollTop = Math.max(0, top - rowHeight);
    const overlap = top + 2 * rowHeight - stage.scrollTop - stage.clientHeight;
    if (overlap > 0) stage.scrollTop += overlap;
  };
  const nodeAt = (x: number, y: number): number => {
    const depth = depthAt(y);
    if (depth < 0 || depth >= rows) return -1;
    const { left, size, byRow, rowOffsets } = viewer.layout();
    const at = from + (x / canvas.clientWidth) * (to - from);
    let low = rowOffsets[depth]!;
    let high = rowOffsets[depth + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      const node = byRow[middle]!;
      if (left[node]! + size[node]! > at) high = middle;
      else low = middle + 1;
    }
    if (low >= rowOffsets[depth + 1]!) return -1;
    const node = byRow[low]!;
    return left[node]! <= at ? node : -1;
  };
  const nodeUnder = (event: MouseEvent): number => {
    const box = canvas.getBoundingClientRect();
    const x = event.clientX - box.left;
    if (x < 0 || x >= box.width) return -1;
    return nodeAt(x, event.clientY - stage.getBoundingClientRect().top + stage.scrollTop);
  };
  const announce = (node: number): void => {
    const side = viewer.shownSide();
    const frame = tree.frame[node]!;
    const share = parts.formatShare(side.total[node]!, side.size[0]!);
    status.textContent = [
      viewer.labelOf(node),
      viewer.placeOf(frame),
      parts.formatAmount(side.total[node]!, data.kind),
      tree.before === undefined ? '' : parts.formatChange(tree.before.total[node]!, tree.after.total[node]!),
      share === '' ? '' : `${share} of all`,
    ]
      .filter((text) => text !== '')
      .join(', ');
  };

  stage.addEventListener('pointermove', (event) => {
    const node = nodeUnder(event);
    if (node !== hovered) {
      hovered = node;
      stage.classList.toggle('over', node !== -1);
      request();
    }
    if (node === -1) tooltip.hide();
    else tooltip.show(node, event.clientX, event.clientY);
  });
  stage.addEventListener('pointerleave', () => {
    hovered = -1;
    tooltip.hide();
    request();
  });
  stage.addEventListener('click', (event) => {
    const node = nodeUnder(event);
    if (node === -1) return;
    tooltip.hide();
    viewer.change({ zoom: tree.folded[node]! > 0 ? tree.parent[node]! : node, selected: node });
  });
  stage.addEventListener('scroll', () => {
    tooltip.hide();
    request();
  });
  new ResizeObserver(() => {
    measure();
    request();
  }).observe(stage);
  darkScheme.addEventListener('change', () => {
    palette = parts.createPalette(data, tree, darkScheme.matches);
    request();
  });

  viewer.watch((state, before) => {
    const moved = before !== undefined && (state.zoom !== before.zoom || state.width !== before.width);
    if (before === undefined || moved || state.byName !== before.byName || state.flame !== before.flame) {
      measure();
      placeInRow = undefined;
      hovered = -1;
    }
    if (before !== undefined && state.flame !== before.flame)
      stage.scrollTop = state.flame ? stage.scrollHeight : 0;
    else if (before === undefined && state.flame) stage.scrollTop = stage.scrollHeight;
    if (moved && state.width === before.width && !still.matches) {
      glide = { since: performance.now(), from, to };
    }
    if (moved) reveal(state.zoom);
    if (state.selected !== -1 && state.selected !== before?.selected) {
      reveal(state.selected);
      announce(state.selected);
    }
    request();
  });

  const beside = (node: number, step: 1 | -1): number => {
    const { byRow, rowOffsets, left, size } = viewer.layout();
    if (placeInRow === undefined) {
      placeInRow = new Int32Array(tree.length);
      for (let i = 0; i < byRow.length; i++) placeInRow[byRow[i]!] = i;
    }
    const end = goal();
    const depth = tree.depth[node]!;
    let place = placeInRow[node]! + step;
    while (place >= rowOffsets[depth]! && place < rowOffsets[depth + 1]!) {
      const next = byRow[place]!;
      if (left[next]! >= end.to || left[next]! + size[next]! <= end.from) return node;
      if (size[next]! > 0) return next;
      place += step;
    }
    return node;
  };
  /** Towards the zoomed node where it lies below, else the leftmost. */
  const firstChild = (node: number): number => {
    const { zoom } = viewer.state();
    let first = node;
    for (let i = tree.childOffsets[node]!; i < tree.childOffsets[node + 1]!; i++) {
      const child = tree.children[i]!;
      if (child <= zoom && zoom < tree.end[child]!) return child;
      if (
        sizeOf(child) > 0 &&
        (first === node || viewer.layout().left[child]! < viewer.layout().left[first]!)
      ) {
        first = child;
      }
    }
    return first;
  };
  return {
    move: (direction) => {
      const { selected, zoom } = viewer.state();
      if (selected === -1) {
        viewer.change({ selected: zoom });
        return;
      }
      const next = {
        in: () => firstChild(selected),
        out: () => Math.max(0, tree.parent[selected]!),
        left: () => beside(selected, -1),
        right: () => beside(selected, 1),
      }[direction]();
      if (next !== selected) viewer.change({ selected: next });
    },
    setLight: (light) => {
      palette = parts.createPalette(data, tree, !light && darkScheme.matches);
      draw();
    },
  };
}
