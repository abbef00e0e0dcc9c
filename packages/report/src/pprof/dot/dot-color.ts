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
  const limited = Math.max(-1, Math.min(1, score));
  const size = Math.abs(limited);
  // Not a minimum, since a share of nothing is no number, and is drawn with full saturation there.
  const saturation = shade.saturation * (size < GREY ? size / GREY : 1);
  const spread = size ** EXPONENT;
  const strong = shade.value;
  const weak = shade.value * (1 - saturation * spread);
  const blue = shade.value * (1 - saturation);
  const [red, green] = limited < 0 ? [weak, strong] : [strong, weak];
  return `#${[red, green, blue].map(hex).join('')}`;
}

/** Two digits; 0 of what is no number. */
function hex(part: number): string {
  return (Math.trunc(part * 255) || 0).toString(16).padStart(2, '0');
}
