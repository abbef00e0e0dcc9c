import type { Frame } from '@heaptide/growth';
import type { DrawingStyle } from './drawing-style.js';
import { joinPieces, named, words } from './line-pieces.js';
import { measure, shortenName } from './measured-text.js';
import { bytesLike, count, longBytes, safeText, type SafeText, signedLongBytes } from '@heaptide/report';
import { functionName, placeName } from '../sites/site-names.js';
import type { SiteRow } from '../sites/site-row.js';
import { sparkline } from './sparkline.js';
import { unitName } from '../sites/unit-name.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';
import { wrapText } from './wrap-text.js';

export interface DetailPanelOptions {
  readonly row: SiteRow | undefined;
  readonly width: number;
  /** Lines returned; what matters most comes first, the rest is left out. */
  readonly height: number;
  readonly style: DrawingStyle;
  /** Of the report: the name of a work counter, or `second`. */
  readonly unit: string;
}

const LABEL_WIDTH = 9;
const INDENT = 2;
const LONGEST_TEXT = 2048;

/** All that is known of one site. */
export function composeDetailPanel(options: DetailPanelOptions): readonly string[] {
  const { row, height } = options;
  const lines = row === undefined ? [' no site selected'] : new DetailPanel(row, options).lines();
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}

class DetailPanel {
  readonly #row: SiteRow;
  readonly #options: DetailPanelOptions;
  readonly #room: number;

  constructor(row: SiteRow, options: DetailPanelOptions) {
    this.#row = row;
    this.#options = options;
    this.#room = options.width - INDENT - LABEL_WIDTH - 1;
  }

  lines(): readonly string[] {
    const { site } = this.#row;
    if (this.#options.height === 1)
      return [this.#title(this.#row.site.path.slice(0, -1).reverse().map(callerName))];
    return [
      this.#title([]),
      this.#line('in use', this.#inuse()),
      this.#line('growth', this.#growth()),
      ...this.#wrapped('why', site.reason),
      ...this.#wrapped('path', this.#callers().join(' ') || 'no caller recorded'),
      ...this.#wrapped('samples', this.#samples()),
      ...(site.retracted ? this.#wrapped('note', 'was a finding earlier; withdrawn since') : []),
      ...(site.uncertainSite
        ? this.#wrapped('note', 'the true function may have been inlined into this one')
        : []),
      this.#line('series', this.#series()),
    ];
  }

  #title(callers: readonly string[]): string {
    const { width, style } = this.#options;
    const { name, place, site } = this.#row;
    const { sign, word, tone } = VERDICT_SIGNS[site.verdict];
    const verdict = words(`${sign.trim()} ${word}`.trim(), tone);
    const room = width - verdict.width - 8;
    const shortName = shortenName(name, { width: Math.floor(room * 0.5), ellipsis: style.ellipsis });
    const shortPlace = shortenName(measure(place), {
      width: Math.max(12, room - shortName.width),
      ellipsis: style.ellipsis,
      keep: 'end',
    });
    const pieces = [
      named(shortName, 'strong'),
      named(shortPlace),
      ...callers.map((caller) => named(measure(this.#safe(caller)), 'dim')),
    ];
    return joinPieces(pieces, { width: width - 1, style, gap: '  ', right: verdict });
  }

  #inuse(): string {
    const { inuse, inuseError, site } = this.#row;
    const share =
      inuse > 0 && inuseError > 0
        ? ` (${this.#options.style.plusMinus}${Math.round((100 * inuseError) / inuse)} %)`
        : '';
    return `${longBytes(inuse)}${share} in ${count(site.inuseObjects.at(-1) ?? 0)} objects`;
  }

  #growth(): string {
    const { slope } = this.#row.site;
    if (slope.perUnit === 0) return 'none measured';
    const { unit } = this.#options;
    const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
    if (unit === 'second') return `${perMinute}, by time only: no work counter`;
    const interval = `${bytesLike(slope.low, slope.perUnit)}-${bytesLike(slope.high, slope.perUnit)}`;
    return `${longBytes(slope.perUnit)} per ${unitName(unit)} (${interval}), ${perMinute}`;
  }

  #samples(): string {
    const { samples, births, deaths, crossings } = this.#row.site.evidence;
    return `${count(samples)} seen, ${count(births)} born after the warm-up, ${count(deaths)} died, ${count(crossings)} outlived the wait`;
  }

  #series(): string {
    const { style } = this.#options;
    const width = Math.max(1, Math.min(60, this.#room));
    const error = this.#row.inuseError;
    return sparkline(this.#row.site.inuseSpace, { width, error, heights: style.heights }).trimStart();
  }

  /** Callers from the nearest to the root. */
  #callers(): readonly string[] {
    return this.#row.site.path.slice(0, -1).reverse().map(frameText);
  }

  #wrapped(label: string, text: string): readonly string[] {
    return wrapText(this.#safe(text), this.#room).map((part, index) =>
      this.#line(index === 0 ? label : '', part.text),
    );
  }

  #safe(text: string): SafeText {
    return safeText(text, { ascii: this.#options.style.ascii, limit: LONGEST_TEXT });
  }

  #line(label: string, text: string): string {
    const { style } = this.#options;
    return ' '.repeat(INDENT) + style.paint('dim', label.padEnd(LABEL_WIDTH)) + text;
  }
}

function callerName({ function: name }: Frame): string {
  return `< ${functionName(name)}`;
}

function frameText(frame: Frame): string {
  return `${callerName(frame)} ${placeName(frame, { segments: 1 })}`;
}
