import { longBytes } from '@heaptide/profile';
import { escapeMarkup } from '../flame/escape-markup.js';
import { plainPhrase } from '../growth/phrase.js';
import { dayAndTime, timeOnly } from './moment.js';
import type { GrowthHistory, GrowthPoint } from './postmortem-report.js';

const WIDTH = 640;
const HEIGHT = 170;
const MARGIN = { left: 74, right: 16, top: 14, bottom: 26 };
const MOST_POINTS = 500;
const MOST_DOTS = 60;

/** A history as a picture: bytes over time, or in their order where a time is missing. For a page that has the classes of `POSTMORTEM_STYLE`. */
export function growthChart(history: GrowthHistory): string {
  const points = thinned(history.points);
  const isTimed = points.every(({ time }) => time !== undefined && !Number.isNaN(Date.parse(time)));
  const places = points.map(({ time }, i) => (isTimed ? Date.parse(time!) : i));
  const top = Math.max(1, ...points.map(({ bytes }) => bytes));
  const begin = places[0]!;
  const span = Math.max(1, places.at(-1)! - begin);
  const x = (i: number): string =>
    (MARGIN.left + ((WIDTH - MARGIN.left - MARGIN.right) * (places[i]! - begin)) / span).toFixed(1);
  const y = (bytes: number): string =>
    (HEIGHT - MARGIN.bottom - ((HEIGHT - MARGIN.top - MARGIN.bottom) * bytes) / top).toFixed(1);
  const line = points.map(({ bytes }, i) => `${x(i)},${y(bytes)}`).join(' ');
  const title = escapeMarkup(plainPhrase(history.of));
  const ends = isTimed ? [timeOnly(points[0]!.time!), timeOnly(points.at(-1)!.time!)] : ['first', 'last'];
  return `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title} over time">
${[0, 0.5, 1].map((share) => gridLine(share * top, y(share * top))).join('\n')}
<polygon class="area" points="${x(0)},${y(0)} ${line} ${x(points.length - 1)},${y(0)}"/>
<polyline class="line" points="${line}"/>
${points.length > MOST_DOTS ? '' : points.map((point, i) => dot(point, x(i), y(point.bytes))).join('')}
<text x="${MARGIN.left}" y="${HEIGHT - 8}">${escapeMarkup(ends[0]!)}</text>
<text x="${WIDTH - MARGIN.right}" y="${HEIGHT - 8}" text-anchor="end">${escapeMarkup(ends[1]!)}</text>
</svg>`;
}

function gridLine(bytes: number, y: string): string {
  return `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y}" y2="${y}"/><text x="${MARGIN.left - 8}" y="${Number(y) + 4}" text-anchor="end">${longBytes(bytes)}</text>`;
}

function dot({ time, bytes }: GrowthPoint, x: string, y: string): string {
  const moment = time === undefined ? '' : `${dayAndTime(time)}: `;
  return `<circle class="dot" cx="${x}" cy="${y}" r="3"><title>${escapeMarkup(moment + longBytes(bytes))}</title></circle>`;
}

/** The first and the last stay. */
function thinned(points: readonly GrowthPoint[]): readonly GrowthPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const last = points.length - 1;
  return Array.from({ length: MOST_POINTS }, (_, i) => points[Math.round((i * last) / (MOST_POINTS - 1))]!);
}
