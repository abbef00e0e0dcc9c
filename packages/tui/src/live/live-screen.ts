import type { SiteReport } from '@heaptide/growth';
import { safeText, timeOfDay } from '@heaptide/report';
import { type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure } from '../drawing/measured-text.js';
import type { SiteId } from '../engine/site-columns.js';
import type { KeyPress } from '../keys/key-machine.js';
import { AsyncSlot } from '../screen/async-slot.js';
import type { Screen, ScreenContext, ScreenWish } from '../screen/screen.js';
import { typedFilter } from '../screen/typed-filter.js';
import { type Baseline, baselineOf } from '../sites/baseline.js';
import { RowSource } from '../sites/row-source.js';
import type { SiteRows } from '../sites/site-rows.js';
import { unitName } from '../sites/unit-name.js';
import { type AskableSite, answerAbout } from '../why/site-answer.js';
import { composeLive } from './compose-live.js';
import { type LiveLayout, layoutLive } from './live-layout.js';
import { INITIAL_LIVE_VIEW, type LiveView, placeLive, pressLive } from './live-view.js';

/** The page before the first row shown, and those that the rows shown are on, and one more. */
const PAGES = 4;

/** What the report says of the sites of some pages. */
interface PageReports {
  readonly report: unknown;
  readonly sites: ReadonlyMap<SiteId, SiteReport>;
}

/** The live view: what grows, by how much, and how sure that is. */
export class LiveScreen implements Screen {
  readonly #source: RowSource;
  readonly #reports: AsyncSlot<PageReports>;
  #view: LiveView = INITIAL_LIVE_VIEW;
  #baseline: Baseline | undefined;
  /** Restart after which the view was last looked at: a baseline is of one life. */
  #restartAt: number | undefined;
  #rows: SiteRows | undefined;
  #reportNumber = 0;
  #lastReport: unknown;

  constructor(options: { readonly ascii: boolean; readonly changed: () => void }) {
    this.#source = new RowSource(options);
    this.#reports = new AsyncSlot(options.changed);
  }

  get view(): LiveView {
    return this.#view;
  }

  readonly filter = typedFilter({
    text: () => this.#view.filter,
    found: () => `${this.#rows?.length ?? 0} of ${this.#rows?.total ?? 0}`,
    set: (filter) => {
      this.#view = { ...this.#view, filter };
    },
  });

  press(press: KeyPress, context: ScreenContext): ScreenWish | 'done' | undefined {
    const { rows, layout } = this.#prepare(context);
    if (press.command === 'open') {
      const row = rows.at(this.#view.index);
      return row === undefined ? 'done' : { wish: 'detail', place: row.frame };
    }
    if (press.command === 'set-baseline') {
      const { report, columns } = context.state;
      this.#baseline = report && columns && baselineOf(report, columns);
      return 'done';
    }
    if (press.command === 'clear-baseline') {
      this.#baseline = undefined;
      return 'done';
    }
    const view = pressLive(this.#view, press, { rows, page: layout.tableRows });
    if (view === undefined) return press.command === 'back' ? { wish: 'back' } : undefined;
    this.#view = view;
    return 'done';
  }

  body(context: ScreenContext): readonly string[] {
    const { rows, layout } = this.#prepare(context);
    const { report } = context.state;
    return composeLive({
      rows,
      view: this.#view,
      layout,
      style: context.style,
      sinceBaseline: this.#baseline !== undefined,
      site: this.#siteAt(rows, layout, context),
      unit: report?.unit,
      answerAbout: (place) => answerAbout(context.state.answers, place),
    });
  }

  position(context: ScreenContext): readonly LinePiece[] {
    const { rows, layout } = this.#prepare(context);
    const { top, order, filter, suspectsOnly } = this.#view;
    const last = Math.min(rows.length, top + layout.tableRows);
    const of = rows.length === rows.total ? `${rows.total}` : `${rows.length} (${rows.total} in all)`;
    const unit = context.state.report?.unit;
    const shown = measure(safeText(`filter: ${filter}`, { ascii: context.style.ascii, limit: 60 }));
    return [
      words(rows.length === 0 ? `rows 0 of ${rows.total}` : `rows ${top + 1}-${last} of ${of}`),
      filter === '' ? words('filter: none') : named(shown, 'accent'),
      ...(suspectsOnly ? [words('suspects only', 'accent')] : []),
      words(`sort: ${order.column === 'perUnit' ? 'B/UN' : order.column}${order.reversed ? ' ^' : ' v'}`),
      ...(unit === undefined
        ? []
        : [
            unit === 'second'
              ? words('by time only')
              : named(measure(safeText(`unit: ${unitName(unit, context.style)}`))),
          ]),
      ...(this.#baseline === undefined
        ? []
        : [words(`baseline: ${timeOfDay(Date.parse(this.#baseline.time))}`)]),
    ];
  }

  /** The report of growth as every other reader gets it. */
  markdown({ engine }: ScreenContext): Promise<string> {
    return engine.markdown();
  }

  place(context: ScreenContext) {
    return this.#prepare(context).rows.at(this.#view.index)?.frame;
  }

  site(context: ScreenContext): AskableSite | undefined {
    const row = this.#prepare(context).rows.at(this.#view.index);
    return row && { place: row.frame, verdict: row.verdict };
  }

  #prepare(context: ScreenContext): { rows: SiteRows; layout: LiveLayout } {
    const { state, width, height } = context;
    if (state.restart?.at !== this.#restartAt) {
      this.#restartAt = state.restart?.at;
      this.#baseline = undefined;
    }
    const { order, filter, suspectsOnly } = this.#view;
    const rows = this.#source.rows(
      {
        report: state.report,
        columns: state.columns,
        frames: state.frames,
        interval: state.latest?.interval ?? 0,
        baseline: this.#baseline,
        order,
        filter,
        suspectsOnly,
      },
      context.now,
    );
    const layout = layoutLive(width, height);
    this.#view = placeLive(this.#view, rows, layout.tableRows);
    this.#rows = rows;
    return { rows, layout };
  }

  /** Asked for with the pages around, so that the cursor finds what it moves to. */
  #siteAt(rows: SiteRows, { tableRows }: LiveLayout, context: ScreenContext): SiteReport | undefined {
    const { report } = context.state;
    const selected = rows.idAt(this.#view.index);
    if (report === undefined || selected === undefined) return undefined;
    if (this.#lastReport !== report) {
      this.#lastReport = report;
      this.#reportNumber++;
    }
    const page = Math.max(1, tableRows);
    const first = Math.max(0, Math.floor(this.#view.top / page) - 1) * page;
    const ids = Array.from({ length: PAGES * page }, (_, i) => rows.idAt(first + i)).filter(
      (id) => id !== undefined,
    );
    const { value } = this.#reports.ask(`${this.#reportNumber} ${ids.join()}`, async () => ({
      report,
      sites: await context.engine.sites(ids),
    }));
    return value?.sites.get(selected);
  }
}
