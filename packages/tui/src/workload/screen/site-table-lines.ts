import { safeText, shortBytes, signedBytes } from '@heaptide/report';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { fitName, measure } from '../../drawing/measured-text.js';
import { functionName, placeName } from '../../sites/site-names.js';
import { unitName } from '../../sites/unit-name.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import { growingPods, type MergedSite } from '../model/merge-sites.js';
import { fitRight } from './fit-right.js';
import { MARGIN } from './pod-columns.js';

export interface SiteTableOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Pods with captures enough for a verdict. */
  readonly judged: number;
}

const VERDICT = 10;
const PODS = 7;
const RATE = 9;
const ALL_FROM = 100;
const NARROW_UNIT = 15;
const WIDE_UNIT = 30;
const LOCATION_SHARE = 0.45;

/** Draws the sites of all pods together; every line is exactly `width` cells wide. */
export class SiteTableComposer {
  readonly #options: SiteTableOptions;
  readonly #name: number;
  readonly #location: number;
  readonly #perUnit: number;

  constructor(options: SiteTableOptions) {
    const { width } = options;
    this.#options = options;
    this.#perUnit = width >= ALL_FROM ? WIDE_UNIT : NARROW_UNIT;
    const names = width - MARGIN - VERDICT - PODS - RATE - this.#perUnit - 5;
    this.#location = Math.floor(names * LOCATION_SHARE);
    this.#name = names - this.#location;
  }

  header(): string {
    const cells = [
      'VERDICT'.padEnd(VERDICT),
      'PODS'.padStart(PODS),
      'SITE OF ALL PODS'.slice(0, this.#name).padEnd(this.#name),
      'LOCATION'.padEnd(this.#location),
      (this.#perUnit === WIDE_UNIT ? 'PER UNIT (RANGE)' : 'PER UNIT').padStart(this.#perUnit),
      'ALL B/S'.padStart(RATE),
    ];
    return this.#options.style.paint('strong', ' '.repeat(MARGIN) + cells.join(' '));
  }

  row(site: MergedSite, { selected }: { readonly selected: boolean }): string {
    const { style, judged } = this.#options;
    const { ellipsis, ascii } = style;
    const { sign, word, tone } = VERDICT_SIGNS[site.verdict];
    const pods = growingPods(site);
    const text = (raw: string, width: number, keep: 'both' | 'end' = 'both') =>
      fitName(measure(safeText(raw, { ascii, limit: 256 })), { width, ellipsis, keep });
    const verdict = `${sign} ${word}`.padEnd(VERDICT);
    const rest = [
      `${pods}/${Math.max(pods, judged)}`.padStart(PODS),
      text(functionName(site.function), this.#name),
      text(placeName(site, { segments: 2 }), this.#location, 'end'),
      fitRight(measure(safeText(this.#unitText(site), { ascii })), { width: this.#perUnit, ellipsis }),
      signedBytes(site.perSecond).padStart(RATE),
    ].join(' ');
    if (selected) return style.paint('selected', `> ${verdict} ${rest}`);
    return `  ${style.paint(tone, verdict)} ${rest}`;
  }

  /** `+3.10K/session 2.90K-3.40K`. */
  #unitText({ unit, perUnit }: MergedSite): string {
    if (unit === 'second') return 'by time only';
    const { median, least, most } = perUnit;
    const figure = `${signedBytes(median)}/${unitName(unit, this.#options.style)}`;
    const isRange = this.#perUnit === WIDE_UNIT && least !== most;
    return isRange ? `${figure} ${shortBytes(least)}-${shortBytes(most)}` : figure;
  }
}
