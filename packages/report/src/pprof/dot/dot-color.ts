/** Hue by sign, as in google/pprof `internal/graph/dotgraph.go`: green below 0, grey around it, red above. */
interface Shade {
  readonly saturation: number;
  readonly value: number;
}

const STROKE: Shade = { saturation: 1, value: 0.7 };
const FILL: Shade = { saturation: 0.1, value: 0.93 };

/** Scores nearer to 0 than this lose their saturation, or else they would be yellow. */
const GREY = 0.2;

/** Small scores are spread out, since most are small. */
const EXPONENT = 1 - 0.7;

/** Colour of a border or an edge for a share of the total from -1 to 1. */
export function strokeColor(score: number): string {
  return color(score, STROKE);
}

/** Colour of a box. */
export function fillColor(score: number): string {
  return color(score, FILL);
}

function color(score: number, shade: Shade): string {
  // A share of nothing is no number; it is drawn black, as there.
  if (Number.isNaN(score)) return '#000000';
  const limited = Math.max(-1, Math.min(1, score));
  const size = Math.abs(limited);
  const saturation = shade.saturation * Math.min(1, size / GREY);
  const spread = size ** EXPONENT;
  const strong = shade.value;
  const weak = shade.value * (1 - saturation * spread);
  const blue = shade.value * (1 - saturation);
  const [red, green] = limited < 0 ? [weak, strong] : [strong, weak];
  return `#${[red, green, blue].map(hex).join('')}`;
}

function hex(part: number): string {
  return Math.trunc(part * 255)
    .toString(16)
    .padStart(2, '0');
}
