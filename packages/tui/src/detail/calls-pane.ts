import type { CallRow } from '@heaptide/report/browse';
import { count, shortBytes } from '@heaptide/report';
import { fitName } from '../drawing/measured-text.js';
import { functionName, placeName } from '../sites/site-names.js';
import type { DetailModel } from './detail-model.js';
import { callRows } from './detail-stops.js';
import { composeHeading, fillLine, type Pane, type PaneSize, measuredName, shortPiece } from './pane.js';
import type { DetailView } from './detail-view.js';

const TITLES = {
  callers: { title: 'CALLERS', name: 'who calls it', noun: 'caller' },
  callees: { title: 'CALLEES', name: 'kept below it', noun: 'call' },
};
const BYTES = 6;
const SHARE = 5;
const OBJECTS = 10;
const OBJECTS_FROM = 64;
/** A shorter one tells nothing. */
const LEAST_PLACE = 8;
const GAP = '  ';

/** The callers of the site up to the root, or its callees down to what allocates, largest first. */
export function callsPane(
  model: DetailModel,
  view: DetailView,
  which: 'callers' | 'callees',
  size: PaneSize,
): Pane {
  const rows = callRows(model, which);
  const hasCursor = view.pane === which && rows.length > 0;
  const { title, name, noun } = TITLES[which];
  const index = hasCursor ? Math.min(view.index, rows.length - 1) : 0;
  return {
    heading: ({ from, to }) => {
      const part = to - from < rows.length ? `${from + 1}-${to} of ${rows.length}  ` : '';
      return composeHeading({ title, name, right: `${part}INUSE`, hasCursor }, size);
    },
    length: Math.max(1, rows.length),
    line: (at) =>
      rows.length === 0
        ? fillLine([shortPiece(`  ${emptyText(model, which)}`, size)], size)
        : composeCallRow(rows[at]!, { ...size, noun, selected: hasCursor && at === index }),
    anchor: { from: index, to: index + 1 },
  };
}

function emptyText({ calls }: DetailModel, which: 'callers' | 'callees'): string {
  if (calls === undefined) return 'reading the newest capture ...';
  if (calls.cum.bytes === 0) return 'nothing of it is alive in the newest capture';
  return which === 'callers' ? 'no caller was recorded' : 'nothing below it';
}

function composeCallRow(
  row: CallRow,
  { width, style, noun, selected }: PaneSize & { readonly noun: string; readonly selected: boolean },
): string {
  const objects = width >= OBJECTS_FROM ? count(row.objects).padStart(OBJECTS) : '';
  const share = `${Math.round(row.share * 100)}%`.padStart(SHARE);
  const figures = `${objects} ${shortBytes(row.bytes).padStart(BYTES)}${share}`;
  const mark = selected ? '> ' : '  ';
  const whole = width - mark.length - figures.length - 1;
  const indent = Math.min(row.depth * (width >= OBJECTS_FROM ? 2 : 1), Math.floor(whole / 3));
  const { name, place } = fitCall(row, { width: whole - indent, style, noun });
  const before = mark + ' '.repeat(indent) + name;
  if (selected) return `${style.paint('selected', before + place + figures)} `;
  return `${before}${style.paint('dim', place)}${figures} `;
}

/** The name, and its place where the name leaves it enough room, together in `width` cells. */
function fitCall(
  row: CallRow,
  { width, style, noun }: PaneSize & { readonly noun: string },
): { readonly name: string; readonly place: string } {
  const { ellipsis } = style;
  const name = measuredName(rowTitle(row, noun), style);
  const left = width - name.width - GAP.length;
  if (row.frame === undefined || left < LEAST_PLACE) {
    return { name: fitName(name, { width, ellipsis }), place: '' };
  }
  const place = measuredName(placeName(row.frame, { segments: 1 }), style);
  return { name: name.text, place: GAP + fitName(place, { width: left, ellipsis, keep: 'end' }) };
}

function rowTitle({ frame, more }: CallRow, noun: string): string {
  if (frame !== undefined) return functionName(frame.function);
  if (more === undefined) return '(its own allocations)';
  return `${more} more ${more === 1 ? noun : `${noun}s`}`;
}
