import type { Frame, SiteReport } from '@heaptide/growth';
import {
  bytesLike,
  count,
  longBytes,
  plainPhrase,
  safeText,
  type SafeText,
  signedLongBytes,
} from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { ownSigns } from '../drawing/own-signs.js';
import { sparkline } from '../drawing/sparkline.js';
import { wrapText } from '../drawing/wrap-text.js';
import { functionName, placeName } from '../sites/site-names.js';
import type { SiteRow } from '../sites/site-row.js';
import { unitName } from '../sites/unit-name.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';
import { holderNote } from '../why/holder-note.js';
import { reasonLines } from './reason-lines.js';

export interface SitePanelOptions {
  readonly row: SiteRow | undefined;
  /** What the process answered to who keeps what it makes. */
  readonly answer?: WhyAnswer | undefined;
  /** What the report says of it; a moment later than the row where another thread is asked. */
  readonly site: SiteReport | undefined;
  readonly width: number;
  /** Lines returned; what matters most comes first, the rest is left out. */
  readonly height: number;
  readonly style: DrawingStyle;
  /** Of the report: the name of a work counter, or `second`. */
  readonly unit: string;
}

const LABEL_WIDTH = 9;
const INDENT = 2;
const LONGEST_TEXT = 512;
/** From here on every thing has a line of its own. */
const TALL_FROM = 8;

/** What is known of the selected site, beside or below the table. */
export function composeSitePanel(options: SitePanelOptions): readonly string[] {
  const { row, height } = options;
  const lines = row === undefined ? [' no site selected'] : new SitePanel(row, options).lines();
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}

class SitePanel {
  readonly #row: SiteRow;
  readonly #options: SitePanelOptions;
  readonly #room: number;

  constructor(row: SiteRow, options: SitePanelOptions) {
    this.#row = row;
    this.#options = options;
    this.#room = options.width - INDENT - LABEL_WIDTH - 1;
  }

  lines(): readonly string[] {
    const { site, height } = this.#options;
    const callers = site?.path.slice(0, -1).reverse() ?? [];
    const held = this.#held();
    if (height === 1) {
      const [keeper] = held.map(({ label, text }) => `${label} ${text}`);
      return [this.#title(callers.map(callerName), keeper)];
    }
    const inuse = this.#line('in use', this.#cut(this.#inuse()));
    const path = () => callers.map(frameText).join(' ') || 'no caller recorded';
    const keeper = held.map(({ label, text }) => this.#line(label, this.#cut(text)));
    if (site === undefined) return [this.#title([]), inuse, ...keeper];
    if (height < TALL_FROM) {
      return [
        this.#title([]),
        this.#line('by', this.#cut(`${this.#growth(site)}   in use ${this.#inuse()}`)),
        ...keeper,
        this.#line('from', this.#cut(path())),
        ...this.#wrapped('why', site.reason),
      ];
    }
    return [
      this.#title([]),
      inuse,
      this.#line('growth', this.#cut(this.#growth(site))),
      ...keeper,
      ...reasonLines(site).flatMap(({ label, text }) => this.#wrapped(label, text)),
      ...this.#wrapped('from', path()),
      ...this.#wrapped('samples', this.#samples(site)),
      ...(site.retracted ? this.#wrapped('note', 'was a finding earlier; withdrawn since') : []),
      this.#line('series', this.#series(site)),
    ];
  }

  /** Who keeps it comes before where it is, which then is said in short. */
  #title(callers: readonly string[], keeper?: string): string {
    const { width, style } = this.#options;
    const { ellipsis } = style;
    const { name, place, fileName, verdict } = this.#row;
    const { sign, word, tone } = VERDICT_SIGNS[verdict];
    const right = words(`${sign.trim()} ${word}`.trim(), tone);
    const room = width - right.width - 8;
    const shortName = shortenName(name, { width: Math.floor(room * 0.5), ellipsis });
    const rest = Math.max(12, room - shortName.width);
    const shortPlace = shortenName(keeper === undefined ? measure(place) : fileName, {
      width: rest,
      ellipsis,
      keep: 'end',
    });
    const keeps =
      keeper === undefined
        ? []
        : [named(shortenName(measure(this.#safe(keeper)), { width: rest, ellipsis, keep: 'end' }))];
    const pieces = [
      named(shortName, 'strong'),
      ...keeps,
      named(shortPlace),
      ...callers.map((caller) => named(measure(this.#safe(caller)), 'dim')),
    ];
    return joinPieces(pieces, { width: width - 1, style, gap: '  ', right });
  }

  /** At most one line: who keeps it. */
  #held(): readonly { readonly label: string; readonly text: string }[] {
    const { answer } = this.#options;
    if (answer === undefined) return [];
    const { label, text } = holderNote(answer);
    return [{ label, text: plainPhrase(text) }];
  }

  #inuse(): string {
    const { site, style } = this.#options;
    const { inuse, inuseError } = this.#row;
    const share =
      inuse > 0 && inuseError > 0 ? ` (${style.plusMinus}${Math.round((100 * inuseError) / inuse)} %)` : '';
    const objects = site?.inuseObjects.at(-1);
    return `${longBytes(inuse)}${share}${objects === undefined ? '' : ` in ${count(objects)} objects`}`;
  }

  #growth({ slope }: SiteReport): string {
    if (slope.perUnit === 0) return 'none measured';
    const { unit, style } = this.#options;
    const perMinute = `${signedLongBytes(slope.perSecond * 60)}/min`;
    if (unit === 'second') return `${perMinute}, by time only: no work counter`;
    const interval = `${bytesLike(slope.low, slope.perUnit)}-${bytesLike(slope.high, slope.perUnit)}`;
    return `${longBytes(slope.perUnit)} per ${unitName(unit, style)} (${interval}), ${perMinute}`;
  }

  #samples({ evidence }: SiteReport): string {
    const { samples, births, deaths, crossings } = evidence;
    return `${count(samples)} seen, ${count(births)} born after the warm-up, ${count(deaths)} died, ${count(crossings)} outlived the wait`;
  }

  #series({ inuseSpace }: SiteReport): string {
    const { style } = this.#options;
    const width = Math.max(1, Math.min(60, this.#room));
    return sparkline(inuseSpace, { width, error: this.#row.inuseError, heights: style.heights }).trimStart();
  }

  #cut(text: string): string {
    const { style } = this.#options;
    return shortenName(measure(this.#safe(text)), { width: this.#room, ellipsis: style.ellipsis }).text;
  }

  #wrapped(label: string, text: string): readonly string[] {
    return wrapText(this.#safe(ownSigns(text, this.#options.style)), this.#room).map((part, index) =>
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
